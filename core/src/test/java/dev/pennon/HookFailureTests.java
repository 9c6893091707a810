package dev.pennon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A hook that fails, or is careless, harms nobody.
 */
class HookFailureTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(Hook.class);

	private final List<String> calls = new ArrayList<>();

	private FlagClient client(Hook... hooks) {
		FlagClient client = FlagClient.builder()
			.featureStore(
					FlagFixtures.storeWith(FlagFixtures.flags(Map.of("bool", FlagFixtures.flagWithValue("true")))))
			.externalData(true)
			.hooks(List.of(hooks))
			.build();
		client.start();
		return client;
	}

	private RecordingHook hook(String name) {
		return new RecordingHook(name, this.calls);
	}

	@Test
	void hookThatThrowsHarmsNobodyAndIsNamedInTheLog() {
		try (FlagClient client = client(hook("a"), new FailingHook(), hook("b"))) {
			assertThat(client.boolVariation("bool", CONTEXT, false)).isTrue();
			client.track("bought", CONTEXT);
		}
		assertThat(this.calls).containsExactly("a before bool", "b before bool",
				"b after bool true FALLTHROUGH 0 from b", "a after bool true FALLTHROUGH 0 from a", "a track bought",
				"b track bought");
		assertThat(this.log.messages(Level.ERROR)).containsExactly(
				"The hook 'failing' failed in beforeEvaluation for 'bool', which goes on without it",
				"The hook 'failing' failed in afterEvaluation for 'bool', which goes on without it",
				"The hook 'failing' failed in afterTrack for 'bought', which goes on without it");
	}

	@Test
	void hookWithoutAUsableNameIsNamedByItsClass() {
		Hook nameless = new Hook() {
			@Override
			public String name() {
				throw new StackOverflowError("name");
			}

			@Override
			public void afterTrack(TrackSeries series) {
				throw new NoClassDefFoundError("track");
			}
		};
		try (FlagClient client = client(nameless)) {
			client.track("bought", CONTEXT);
		}
		assertThat(this.log.messages(Level.ERROR)).singleElement().asString().contains(getClass().getName());
	}

	@Test
	void dataBeginsEmptyAndUnmodifiableAndANullStandsForNone() {
		Hook careless = new Hook() {
			@Override
			@SuppressWarnings({ "NullAway", "DataFlowIssue" })
			public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> data.put("a", "b"));
				HookFailureTests.this.calls.add("before " + data);
				return null;
			}

			@Override
			public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
					EvaluationDetail<JsonNode> detail) {
				HookFailureTests.this.calls.add("after " + data);
			}
		};
		try (FlagClient client = client(careless)) {
			client.boolVariation("bool", CONTEXT, false);
		}
		assertThat(this.calls).containsExactly("before {}", "after {}");
		assertThat(this.log.events()).isEmpty();
	}

	/**
	 * Fails in each stage.
	 */
	private static final class FailingHook implements Hook {

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
			throw new IllegalStateException("before");
		}

		@Override
		public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
				EvaluationDetail<JsonNode> detail) {
			assertThat(data).isEmpty();
			throw new StackOverflowError("after");
		}

		@Override
		public void afterTrack(TrackSeries series) {
			throw new NoClassDefFoundError("track");
		}

	}

}
