package dev.pennon.contract;

import java.util.List;

import dev.pennon.context.EvaluationContext;
import dev.pennon.contract.wire.CustomEventParams;
import dev.pennon.contract.wire.IdentifyEventParams;
import dev.pennon.contract.wire.NoParams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The commands that record events, and the one that delivers them.
 */
@Component
final class EventCommands implements CommandGroup {

	@Override
	public List<CommandHandler<?>> handlers() {
		return List.of(new CommandHandler<>("identifyEvent", IdentifyEventParams.class, this::identify),
				new CommandHandler<>("customEvent", CustomEventParams.class, this::track),
				new CommandHandler<>("flushEvents", NoParams.class, this::flush));
	}

	private @Nullable Object identify(TestClient client, IdentifyEventParams params) {
		client.flags().identify(Contexts.of(params.context(), params.user()));
		return null;
	}

	private @Nullable Object track(TestClient client, CustomEventParams params) {
		EvaluationContext context = Contexts.of(params.context(), params.user());
		JsonNode data = params.data();
		boolean noData = data == null || data.isNull();
		if (params.metricValue() != null) {
			client.flags().track(params.eventKey(), context, data, params.metricValue());
		}
		else if (noData && params.omitNullData()) {
			client.flags().track(params.eventKey(), context);
		}
		else {
			client.flags().track(params.eventKey(), context, data);
		}
		return null;
	}

	private @Nullable Object flush(TestClient client, NoParams params) {
		client.flags().flush();
		return null;
	}

}
