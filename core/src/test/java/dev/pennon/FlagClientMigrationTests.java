package dev.pennon;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.event.EventsService;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.http.HttpTransport;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.migration.Migration;
import dev.pennon.migration.MigrationOperation;
import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationOutcome;
import dev.pennon.migration.MigrationResult;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationTracker;
import dev.pennon.migration.MigrationVariation;
import dev.pennon.model.DataKinds;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stage that a client takes from a flag, and what it tells the events service of an
 * operation.
 */
class FlagClientMigrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private final EventsService service = new EventsService();

	private final HttpTransport transport = this.service.transport();

	private final FlagClient client = FlagClient.builder()
		.featureStore(FlagFixtures
			.storeWith(FlagFixtures.flags(Map.of("stage", FlagFixtures.flagWithValue("\"shadow\""), "number",
					FlagFixtures.flagWithValue("3"), "text", FlagFixtures.flagWithValue("\"Shadow\""), "unsampled", """
							{"version": 1, "on": true, "variations": ["shadow"], "fallthrough": {"variation": 0},
							 "samplingRatio": 0}"""))))
		.externalData(true)
		.eventProcessor(() -> new HttpEventProcessor(this.service.configuration().build(), this.transport))
		.build();

	@BeforeEach
	void start() {
		this.client.start();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.transport.close();
		this.service.close();
	}

	private Migration<String, String, String> migration() {
		return Migration.<String, String, String>builder(this.client)
			.read((payload) -> "same", (payload) -> "same")
			.write((payload) -> {
				throw new IllegalStateException("full");
			}, (payload) -> "written")
			.compareReads(String::equals)
			.build();
	}

	private List<JsonNode> migrationEvents() {
		assertThat(this.client.flushAndWait(LIMIT)).isTrue();
		return this.service.events("migration_op");
	}

	@ParameterizedTest
	@EnumSource(MigrationStage.class)
	void flagSaysTheStageByItsValue(MigrationStage stage) {
		try (FlagClient other = FlagFixtures
			.clientWith(FlagFixtures.flags(Map.of("flag", FlagFixtures.flagWithValue("\"" + stage.value() + "\""))))) {
			assertThat(other.migrationVariation("flag", CONTEXT, MigrationStage.OFF).stage()).isEqualTo(stage);
		}
		assertThat(MigrationStage.of(stage.value())).isEqualTo(stage);
		assertThat(MigrationStage.of(stage.name())).isNull();
	}

	@Test
	void migrationAsksBothSystemsAndTellsWhatItSaw() {
		MigrationResult<String> read = migration().read("stage", CONTEXT, MigrationStage.OFF, "");
		assertThat(read.origin()).isEqualTo(MigrationOrigin.OLD);
		assertThat(read.value()).isEqualTo("same");
		assertThat(migration().write("stage", CONTEXT, MigrationStage.OFF, "").other()).isNull();
		List<JsonNode> events = migrationEvents();
		assertThat(events).hasSize(2);
		assertThat(events.get(0).path("measurements").toString()).contains("\"consistent\"").contains("latency_ms");
		assertThat(events.get(1).path("measurements").toString()).contains("\"error\"").doesNotContain("\"new\"");
	}

	@ParameterizedTest
	@CsvSource({ "missing, FLAG_NOT_FOUND, false", "number, WRONG_TYPE, true", "text, WRONG_TYPE, true" })
	void flagWithoutAStageGivesTheDefaultAndTheEventSaysWhy(String key, String error, boolean hasVersion) {
		MigrationVariation variation = this.client.migrationVariation(key, CONTEXT, MigrationStage.LIVE);
		assertThat(variation.stage()).isEqualTo(MigrationStage.LIVE);
		migration().read(key, CONTEXT, MigrationStage.LIVE, "");
		JsonNode evaluation = migrationEvents().get(0).path("evaluation");
		assertThat(evaluation.path("value").stringValue()).isEqualTo("live");
		assertThat(evaluation.path("default").stringValue()).isEqualTo("live");
		assertThat(evaluation.path("reason").path("errorKind").stringValue()).isEqualTo(error);
		assertThat(evaluation.has("variation")).isFalse();
		assertThat(evaluation.has("version")).isEqualTo(hasVersion);
	}

	@Test
	void eventTellsTheVersionThatGaveTheStageAlsoIfItIsReplacedMeanwhile() {
		InMemoryFeatureStore store = FlagFixtures
			.storeWith(FlagFixtures.flags(Map.of("stage", FlagFixtures.flagWithValue("\"shadow\""))));
		Hook replacing = new Hook() {
			@Override
			public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
					EvaluationDetail<JsonNode> detail) {
				store.delete(DataKinds.FEATURES, "stage", 2);
			}
		};
		try (FlagClient replaced = FlagClient.builder()
			.featureStore(store)
			.externalData(true)
			.hooks(List.of(replacing))
			.build()) {
			replaced.start();
			MigrationTracker tracker = replaced.migrationVariation("stage", CONTEXT, MigrationStage.OFF).tracker();
			tracker.operation(MigrationOperation.READ);
			tracker.invoked(MigrationOrigin.OLD);
			MigrationOutcome outcome = tracker.outcome();
			assertThat(outcome).isNotNull();
			assertThat(outcome.stage().value()).isEqualTo(MigrationStage.SHADOW);
			assertThat(outcome.flag()).isNotNull();
			assertThat(outcome.flag().version()).isOne();
		}
	}

	@Test
	void operationsThatAreNotSampledAreDoneAndNotTold() {
		assertThat(migration().read("unsampled", CONTEXT, MigrationStage.OFF, "").isSuccess()).isTrue();
		assertThat(migrationEvents()).isEmpty();
	}

	@Test
	void operationsForAnInvalidContextAreDoneAndNotTold() {
		assertThat(migration().read("stage", EvaluationContext.of(""), MigrationStage.COMPLETE, "").origin())
			.isEqualTo(MigrationOrigin.NEW);
		assertThat(migrationEvents()).isEmpty();
	}

	@Test
	void evaluationIsCountedAndTheContextToldOnce() {
		migration().read("stage", CONTEXT, MigrationStage.OFF, "");
		migration().read("stage", CONTEXT, MigrationStage.OFF, "");
		assertThat(migrationEvents()).hasSize(2);
		assertThat(this.service.counted()).isEqualTo(2);
		assertThat(this.service.events("index")).hasSize(1);
	}

}
