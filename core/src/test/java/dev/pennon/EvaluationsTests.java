package dev.pennon;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.internal.evaluator.Evaluator;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationsTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String DEFAULT = "default";

	private final FlagData data = new FlagData(FlagFixtures.storeWith("""
			{"flags": {
			  "top": {"version": 3, "on": true, "variations": ["a"], "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "middle", "variation": 0}]},
			  "middle": {"version": 2, "on": true, "variations": ["b"], "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "bottom", "variation": 0}]},
			  "bottom": {"version": 1, "on": true, "variations": ["c"], "fallthrough": {"variation": 0}}}}"""), false);

	private final EvaluationLog log = new EvaluationLog(new ManualTime(), false);

	private final RecordingObserver observer = new RecordingObserver();

	private final Evaluations evaluations = new Evaluations(this.data, new Evaluator(null), this.log, this.observer);

	@BeforeEach
	void open() {
		this.data.open();
	}

	@Test
	void observerHearsOfPrerequisitesBeforeTheFlag() {
		evaluate("top", CONTEXT, ValueType.STRING);
		assertThat(this.observer.heard).containsExactly("bottom for middle: 0 FALLTHROUGH true",
				"middle for top: 0 FALLTHROUGH true", "top version 3: 0 FALLTHROUGH \"default\" true");
	}

	@Test
	void observerHearsOfUnknownFlags() {
		evaluate("unknown", CONTEXT, ValueType.STRING);
		assertThat(this.observer.heard).containsExactly("unknown: -1 ERROR(FLAG_NOT_FOUND) \"default\" true");
	}

	@Test
	void observerHearsOfWrongTypesWithTheFlag() {
		evaluate("bottom", CONTEXT, ValueType.INT);
		assertThat(this.observer.heard).containsExactly("bottom version 1: -1 ERROR(WRONG_TYPE) 7 true");
	}

	@Test
	void observerHearsOfEvaluationsWithoutData() {
		this.data.close();
		evaluate("bottom", CONTEXT, ValueType.STRING);
		assertThat(this.observer.heard).containsExactly("bottom: -1 ERROR(CLIENT_NOT_READY) \"default\" true");
	}

	@Test
	void observerDoesNotHearOfInvalidContexts() {
		evaluate("bottom", null, ValueType.STRING);
		evaluate("bottom", EvaluationContext.of(""), ValueType.STRING);
		this.data.close();
		evaluate("bottom", null, ValueType.STRING);
		assertThat(this.observer.heard).isEmpty();
	}

	@Test
	void observerThatFailsChangesNothing() {
		Evaluations observed = new Evaluations(this.data, new Evaluator(null), this.log, new FailingObserver());
		assertThat(observed.evaluate("bottom", CONTEXT, ValueType.STRING, null, 0, DEFAULT, false).value())
			.isEqualTo(StringNode.valueOf("c"));
		assertThat(observed.evaluate("top", CONTEXT, ValueType.STRING, null, 0, DEFAULT, false).value())
			.isEqualTo(StringNode.valueOf("a"));
	}

	@Test
	void observerThatOnlyCountsGetsNoDefault() {
		this.observer.counting = true;
		evaluate("bottom", CONTEXT, ValueType.STRING);
		evaluate("unknown", CONTEXT, ValueType.STRING);
		assertThat(this.observer.heard).containsExactly("bottom counted: 0",
				"unknown: -1 ERROR(FLAG_NOT_FOUND) \"default\" true");
	}

	@Test
	void defaultIsMadeIntoJsonByItsType() {
		assertThat(ValueType.BOOLEAN.json(1, null)).isEqualTo(BooleanNode.TRUE);
		assertThat(ValueType.BOOLEAN.json(0, null)).isEqualTo(BooleanNode.FALSE);
		assertThat(ValueType.INT.json(Integer.MIN_VALUE, null)).isEqualTo(IntNode.valueOf(Integer.MIN_VALUE));
		assertThat(ValueType.DOUBLE.json(0.1, null)).isEqualTo(DoubleNode.valueOf(0.1));
		assertThat(ValueType.STRING.json(0, DEFAULT)).isEqualTo(StringNode.valueOf(DEFAULT));
		assertThat(ValueType.STRING.json(0, null)).isNull();
		assertThat(ValueType.ANY.json(0, BooleanNode.TRUE)).isSameAs(BooleanNode.TRUE);
	}

	@Test
	void resultIsTheFlagsOwn() {
		EvaluationDetail<JsonNode> one = evaluate("bottom", CONTEXT, ValueType.ANY);
		assertThat(evaluate("bottom", CONTEXT, ValueType.STRING)).isSameAs(one);
		assertThat(one.reason()).isEqualTo(EvaluationReason.fallthrough(false));
	}

	@Test
	void wrongTypeHasNoValue() {
		assertThat(evaluate("bottom", CONTEXT, ValueType.BOOLEAN)).isEqualTo(new EvaluationDetail<>(null,
				EvaluationDetail.NO_VARIATION, EvaluationReason.error(ErrorKind.WRONG_TYPE)));
		assertThat(ValueType.BOOLEAN.accepts(BooleanNode.TRUE)).isTrue();
	}

	private EvaluationDetail<JsonNode> evaluate(String key, EvaluationContext context, ValueType type) {
		return this.evaluations.evaluate(key, context, type, null, 7, (type == ValueType.STRING) ? DEFAULT : null,
				true);
	}

	/** Writes down what it hears. */
	private static final class RecordingObserver implements EvaluationObserver {

		private final List<String> heard = new ArrayList<>();

		private boolean counting;

		@Override
		public boolean counted(FeatureFlag flag, EvaluationContext context, EvaluationDetail<JsonNode> result) {
			if (this.counting) {
				this.heard.add("%s counted: %d".formatted(flag.key(), result.variationIndex()));
			}
			return this.counting;
		}

		@Override
		public void evaluated(String key, FeatureFlag flag, EvaluationContext context,
				EvaluationDetail<JsonNode> result, JsonNode defaultValue, boolean withReasons) {
			assertThat(context).isSameAs(CONTEXT);
			this.heard.add("%s%s: %d %s %s %s".formatted(key, (flag != null) ? " version " + flag.version() : "",
					result.variationIndex(), result.reason(), defaultValue, withReasons));
		}

		@Override
		public void prerequisiteEvaluated(FeatureFlag prerequisite, FeatureFlag prerequisiteOf,
				EvaluationContext context, EvaluationDetail<JsonNode> result, boolean withReasons) {
			assertThat(context).isSameAs(CONTEXT);
			this.heard.add("%s for %s: %d %s %s".formatted(prerequisite.key(), prerequisiteOf.key(),
					result.variationIndex(), result.reason(), withReasons));
		}

	}

	/** Fails at everything it hears. */
	private static final class FailingObserver implements EvaluationObserver {

		@Override
		public boolean counted(FeatureFlag flag, EvaluationContext context, EvaluationDetail<JsonNode> result) {
			return false;
		}

		@Override
		public void evaluated(String key, FeatureFlag flag, EvaluationContext context,
				EvaluationDetail<JsonNode> result, JsonNode defaultValue, boolean withReasons) {
			throw new IllegalStateException("observer");
		}

		@Override
		public void prerequisiteEvaluated(FeatureFlag prerequisite, FeatureFlag prerequisiteOf,
				EvaluationContext context, EvaluationDetail<JsonNode> result, boolean withReasons) {
			throw new StackOverflowError("observer");
		}

	}

}
