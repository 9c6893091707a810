package dev.pennon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationOperation;
import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationVariation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When hooks run, in which order, and what they are told.
 */
class HooksTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String FLAGS = FlagFixtures.flags(
			Map.of("bool", FlagFixtures.flagWithValue("true"), "int", FlagFixtures.flagWithValue("3"), "dependent", """
					{"version": 1, "on": true, "variations": [true], "fallthrough": {"variation": 0},
					 "prerequisites": [{"key": "bool", "variation": 0}]}"""));

	private final List<String> calls = new ArrayList<>();

	private final AtomicReference<@Nullable String> environmentId = new AtomicReference<>("env");

	private FlagClient client(Hook... hooks) {
		FlagClient client = FlagClient.builder()
			.featureStore(FlagFixtures.storeWith(FLAGS))
			.externalData(true)
			.environmentId(this.environmentId::get)
			.hooks(List.of(hooks))
			.build();
		client.start();
		return client;
	}

	private RecordingHook hook(String name) {
		return new RecordingHook(name, this.calls);
	}

	@Test
	void hooksRunInOrderBeforeAndAfterTrackAndInReverseAfterAnEvaluation() {
		try (FlagClient client = client(hook("a"), hook("b"), hook("c"))) {
			assertThat(client.boolVariation("bool", CONTEXT, false)).isTrue();
			client.track("bought", CONTEXT);
		}
		assertThat(this.calls).containsExactly("a before bool", "b before bool", "c before bool",
				"c after bool true FALLTHROUGH 0 from c", "b after bool true FALLTHROUGH 0 from b",
				"a after bool true FALLTHROUGH 0 from a", "a track bought", "b track bought", "c track bought");
	}

	@Test
	void hooksRunWhateverTheOutcomeAndAreToldTheDefaultThatTheCallerGets() {
		try (FlagClient client = client(hook("a"))) {
			client.intVariation("missing", CONTEXT, 12_345);
			client.doubleVariation("bool", CONTEXT, 1.5);
			client.stringVariation("bool", null, "default");
			client.stringVariation("missing", EvaluationContext.of(""), null);
			client.stop();
			client.close();
			client.boolVariation("bool", CONTEXT, true);
		}
		assertThat(this.calls.stream().filter((call) -> call.contains("after"))).containsExactly(
				"a after missing 12345 ERROR(FLAG_NOT_FOUND) -1 from a", "a after bool 1.5 ERROR(WRONG_TYPE) -1 from a",
				"a after bool \"default\" ERROR(USER_NOT_SPECIFIED) -1 from a",
				"a after missing null ERROR(USER_NOT_SPECIFIED) -1 from a",
				"a after bool true ERROR(CLIENT_NOT_READY) -1 from a");
	}

	static Stream<Arguments> methods() {
		Map<String, Consumer<FlagClient>> methods = new HashMap<>();
		methods.put("boolVariation", (client) -> client.boolVariation("bool", CONTEXT, false));
		methods.put("boolVariationDetail", (client) -> client.boolVariationDetail("bool", CONTEXT, false));
		methods.put("intVariation", (client) -> client.intVariation("bool", CONTEXT, 0));
		methods.put("intVariationDetail", (client) -> client.intVariationDetail("bool", CONTEXT, 0));
		methods.put("doubleVariation", (client) -> client.doubleVariation("bool", CONTEXT, 0));
		methods.put("doubleVariationDetail", (client) -> client.doubleVariationDetail("bool", CONTEXT, 0));
		methods.put("stringVariation", (client) -> client.stringVariation("bool", CONTEXT, "a"));
		methods.put("stringVariationDetail", (client) -> client.stringVariationDetail("bool", CONTEXT, "a"));
		methods.put("jsonVariation", (client) -> client.jsonVariation("bool", CONTEXT, BooleanNode.TRUE));
		methods.put("jsonVariationDetail", (client) -> client.jsonVariationDetail("bool", CONTEXT, BooleanNode.TRUE));
		methods.put("migrationVariation", (client) -> client.migrationVariation("bool", CONTEXT, MigrationStage.OFF));
		return methods.entrySet().stream().map((method) -> Arguments.of(method.getKey(), method.getValue()));
	}

	@ParameterizedTest
	@MethodSource("methods")
	void seriesNamesTheMethodAndTheEnvironment(String method, Consumer<FlagClient> call) {
		RecordingHook hook = hook("a");
		try (FlagClient client = client(hook)) {
			call.accept(client);
		}
		assertThat(hook.series()).hasSize(2).allSatisfy((series) -> {
			assertThat(series.method()).isEqualTo("FlagClient." + method);
			assertThat(series.environmentId()).isEqualTo("env");
			assertThat(series.context()).isSameAs(CONTEXT);
		});
	}

	@Test
	void environmentThatIsLearntDuringTheFirstEvaluationIsToldAfterIt() {
		this.environmentId.set(null);
		RecordingHook hook = hook("a");
		Hook learning = new Hook() {
			@Override
			public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
				HooksTests.this.environmentId.set("env");
				return data;
			}
		};
		try (FlagClient client = client(hook, learning)) {
			client.boolVariation("bool", CONTEXT, false);
		}
		assertThat(hook.series()).extracting(EvaluationSeries::environmentId).containsExactly(null, "env");
	}

	@Test
	void nothingElseRunsHooks() {
		try (FlagClient client = client(hook("a"))) {
			client.boolVariation("dependent", CONTEXT, false);
			assertThat(this.calls).hasSize(2);
			this.calls.clear();
			client.allFlagsState(CONTEXT);
			client.identify(CONTEXT);
			client.track("ignored", EvaluationContext.of(""));
			client.flagTracker().addFlagValueChangeListener("bool", CONTEXT, (change) -> {
			});
			assertThat(this.calls).isEmpty();
			MigrationVariation migration = client.migrationVariation("bool", CONTEXT, MigrationStage.OFF);
			this.calls.clear();
			migration.tracker().operation(MigrationOperation.READ);
			migration.tracker().invoked(MigrationOrigin.OLD);
			client.trackMigration(migration.tracker());
			assertThat(this.calls).isEmpty();
		}
	}

	@Test
	void trackSeriesTellsOfTheEvent() {
		List<TrackSeries> tracked = new ArrayList<>();
		Hook hook = new Hook() {
			@Override
			public void afterTrack(TrackSeries series) {
				tracked.add(series);
			}
		};
		JsonNode data = Json.read("{\"size\": 3}");
		try (FlagClient client = client(hook)) {
			client.track("bought", CONTEXT, data, 12.5);
			client.track("looked", CONTEXT, StringNode.valueOf("a hat"));
			client.track("left", CONTEXT);
		}
		assertThat(tracked).containsExactly(new TrackSeries("bought", CONTEXT, data, 12.5, "env"),
				new TrackSeries("looked", CONTEXT, StringNode.valueOf("a hat"), null, "env"),
				new TrackSeries("left", CONTEXT, null, null, "env"));
	}

}
