package dev.pennon.contract;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

import dev.pennon.context.EvaluationContext;
import dev.pennon.contract.wire.MigrationParams;
import dev.pennon.contract.wire.MigrationResponse;
import dev.pennon.migration.Migration;
import dev.pennon.migration.MigrationBuilder;
import dev.pennon.migration.MigrationResult;
import dev.pennon.migration.MigrationSource;
import dev.pennon.migration.MigrationStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The commands about migrations.
 */
@Component
final class MigrationCommands implements CommandGroup {

	private final Executor executor = new SimpleAsyncTaskExecutor("migration-");

	private final Callbacks callbacks;

	MigrationCommands(Callbacks callbacks) {
		this.callbacks = callbacks;
	}

	@Override
	public List<CommandHandler<?>> handlers() {
		return List.of(new CommandHandler<>("migrationVariation", MigrationParams.class, this::variation),
				new CommandHandler<>("migrationOperation", MigrationParams.class, this::operation));
	}

	private MigrationResponse variation(TestClient client, MigrationParams params) {
		return new MigrationResponse(client.flags()
			.migrationVariation(params.key(), Contexts.of(params.context(), null), defaultStage(params))
			.stage()
			.value());
	}

	private MigrationResponse operation(TestClient client, MigrationParams params) {
		Migration<String, String, String> migration = migration(client, params);
		EvaluationContext context = Contexts.of(params.context(), null);
		MigrationStage stage = defaultStage(params);
		boolean read = "read".equals(params.operation());
		String payload = Objects.requireNonNullElse(params.payload(), "");
		MigrationResult<String> result = read ? migration.read(params.key(), context, stage, payload)
				: migration.write(params.key(), context, stage, payload).authoritative();
		Throwable failure = result.failure();
		return new MigrationResponse((failure != null) ? String.valueOf(failure.getMessage()) : result.value());
	}

	private Migration<String, String, String> migration(TestClient client, MigrationParams params) {
		MigrationSource<String, String> oldSystem = system(params.oldEndpoint());
		MigrationSource<String, String> newSystem = system(params.newEndpoint());
		MigrationBuilder<String, String, String> builder = Migration.builder(client.flags());
		builder.read(oldSystem, newSystem)
			.write(oldSystem, newSystem)
			.trackLatency(params.trackLatency())
			.trackErrors(params.trackErrors());
		if (params.trackConsistency()) {
			builder.compareReads(Objects::equals);
		}
		if ("concurrent".equals(params.readExecutionOrder())) {
			builder.concurrentReads(this.executor);
		}
		else {
			builder.serialReads("random".equals(params.readExecutionOrder()));
		}
		return builder.build();
	}

	private MigrationSource<String, String> system(@Nullable String endpoint) {
		if (endpoint == null) {
			throw new IllegalArgumentException("Both 'oldEndpoint' and 'newEndpoint' are needed");
		}
		return (payload) -> this.callbacks.ask(endpoint, payload);
	}

	private static MigrationStage defaultStage(MigrationParams params) {
		MigrationStage stage = MigrationStage.of(params.defaultStage());
		if (stage == null) {
			throw new IllegalArgumentException("There is no stage '%s'".formatted(params.defaultStage()));
		}
		return stage;
	}

}
