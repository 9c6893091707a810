package dev.pennon.contract;

import java.util.List;

import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.contract.wire.NoParams;
import org.springframework.stereotype.Component;

/**
 * The command about big segments.
 */
@Component
final class BigSegmentCommands implements CommandGroup {

	@Override
	public List<CommandHandler<?>> handlers() {
		return List.of(new CommandHandler<>("getBigSegmentStoreStatus", NoParams.class, this::status));
	}

	// Its two properties are those that the harness wants
	private BigSegmentStoreStatus status(TestClient client, NoParams params) {
		return client.flags().bigSegmentStoreStatusProvider().getStatus();
	}

}
