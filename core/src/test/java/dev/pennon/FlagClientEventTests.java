package dev.pennon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.event.EventsService;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import dev.pennon.http.HttpTransport;
import dev.pennon.migration.Migration;
import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationResult;
import dev.pennon.migration.MigrationStage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client tells the events service and its hooks.
 */
class FlagClientEventTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String FLAGS = FlagFixtures
		.flags(Map.of("bool", FlagFixtures.flagWithValue("true"), "stage", FlagFixtures.flagWithValue("\"shadow\"")));

	private static FlagClientBuilder builder() {
		return FlagClient.builder().featureStore(FlagFixtures.storeWith(FLAGS)).externalData(true);
	}

	private static FlagClient started(FlagClientBuilder builder) {
		FlagClient client = builder.build();
		client.start();
		return client;
	}

	@Test
	void evaluationsIdentitiesAndEventsAreDelivered() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = started(builder()
					.eventProcessor(() -> new HttpEventProcessor(service.configuration().build(), transport)))) {
			client.boolVariation("bool", CONTEXT, false);
			client.boolVariation("missing", CONTEXT, false);
			client.identify(EvaluationContext.of("another"));
			client.track("bought", CONTEXT, StringNode.valueOf("a hat"), 12.5);
			client.track("ignored", null);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			assertThat(service.counted()).isEqualTo(2);
			assertThat(service.events()).extracting((event) -> event.path("kind").stringValue())
				.containsExactlyInAnyOrder("index", "identify", "custom", "summary");
			assertThat(service.events("custom").get(0).path("metricValue").doubleValue()).isEqualTo(12.5);
		}
	}

	@Test
	void offlineClientTellsNobody() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = started(FlagClient.builder()
					.offline(true)
					.eventProcessor(new HttpEventProcessor(service.configuration().build(), transport)))) {
			client.boolVariation("bool", CONTEXT, false);
			client.identify(CONTEXT);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			assertThat(service.events()).isEmpty();
		}
	}

	@Test
	void hooksRunInOrderBeforeAndInReverseAfterAndMayFail() {
		List<String> calls = new ArrayList<>();
		try (FlagClient client = started(builder().environmentId(() -> "env")
			.hooks(List.of(new RecordingHook("a", calls), new FailingHook(), new RecordingHook("b", calls))))) {
			assertThat(client.boolVariation("bool", CONTEXT, false)).isTrue();
			assertThat(client.stringVariation("missing", null, "default")).isEqualTo("default");
			client.track("bought", CONTEXT);
		}
		assertThat(calls).containsExactly("a before bool FlagClient.boolVariation env",
				"b before bool " + "FlagClient.boolVariation env", "b after bool true from b",
				"a after bool true from a", "a before missing FlagClient.stringVariation env",
				"b before missing FlagClient.stringVariation env", "b after missing \"default\" from b",
				"a after missing \"default\" from a", "a track bought", "b track bought");
	}

	@Test
	void migrationAsksBothSystemsAndTellsWhatItSaw() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = started(builder()
					.eventProcessor(() -> new HttpEventProcessor(service.configuration().build(), transport)))) {
			Migration<String, String, String> migration = Migration.<String, String, String>builder(client)
				.read((payload) -> "same", (payload) -> "same")
				.write((payload) -> {
					throw new IllegalStateException("full");
				}, (payload) -> "written")
				.compareReads(String::equals)
				.build();
			MigrationResult<String> read = migration.read("stage", CONTEXT, MigrationStage.OFF, "");
			assertThat(read.origin()).isEqualTo(MigrationOrigin.OLD);
			assertThat(read.value()).isEqualTo("same");
			assertThat(migration.write("stage", CONTEXT, MigrationStage.OFF, "").other()).isNull();
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			List<JsonNode> events = service.events("migration_op");
			assertThat(events).hasSize(2);
			assertThat(events.get(0).path("measurements").toString()).contains("\"consistent\"").contains("latency_ms");
			assertThat(events.get(1).path("measurements").toString()).contains("\"error\"").doesNotContain("\"new\"");
		}
	}

	/**
	 * Notes each call.
	 *
	 * @param name what the notes begin with
	 * @param calls takes the notes
	 */
	private record RecordingHook(String name, List<String> calls) implements Hook {

		@Override
		public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
			this.calls.add("%s before %s %s %s".formatted(this.name, series.flagKey(), series.method(),
					series.environmentId()));
			return Map.of("from", this.name);
		}

		@Override
		public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
				EvaluationDetail<JsonNode> detail) {
			this.calls
				.add("%s after %s %s from %s".formatted(this.name, series.flagKey(), detail.value(), data.get("from")));
		}

		@Override
		public void afterTrack(TrackSeries series) {
			this.calls.add("%s track %s".formatted(this.name, series.key()));
		}

	}

	/**
	 * Fails in each stage.
	 */
	private static final class FailingHook implements Hook {

		@Override
		public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
			throw new IllegalStateException("before");
		}

		@Override
		public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
				EvaluationDetail<JsonNode> detail) {
			assertThat(data).isEmpty();
			throw new IllegalStateException("after");
		}

		@Override
		public void afterTrack(TrackSeries series) {
			throw new IllegalStateException("track");
		}

	}

}
