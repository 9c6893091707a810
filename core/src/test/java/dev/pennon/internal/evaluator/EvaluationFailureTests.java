package dev.pennon.internal.evaluator;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who hears of an evaluation that was given up.
 */
class EvaluationFailureTests {

	private final List<String> heard = new ArrayList<>();

	private final Evaluator evaluator = new Evaluator((key) -> {
		throw new IllegalStateException("broken");
	}, new EvaluationFailures() {

		@Override
		public void malformed(FeatureFlag flag, String problem) {
			EvaluationFailureTests.this.heard.add(flag.key() + " malformed: " + problem);
		}

		@Override
		public void failed(FeatureFlag flag, Throwable failure) {
			EvaluationFailureTests.this.heard.add(flag.key() + " failed: " + failure.getMessage());
		}

	});

	private final EvaluationFixture fixture = new EvaluationFixture();

	@Test
	void contradictionIsHeardOf() {
		assertThat(isAborted("'prerequisites':[{'key':'flag','variation':1}]")).isTrue();
		assertThat(this.heard).containsExactly("flag malformed: " + MalformedFlagException.CYCLE.getMessage());
	}

	@Test
	void failureIsHeardOf() {
		this.fixture.segment("s", "'unbounded':true,'generation':1");
		assertThat(isAborted("'rules':[{'variation':2,'clauses':[{'op':'segmentMatch','values':['s']}]}]")).isTrue();
		assertThat(this.heard).containsExactly("flag failed: broken");
	}

	@Test
	void variationThatTheFlagDoesNotHaveIsNoAbort() {
		assertThat(isAborted("'fallthrough':{'variation':9}")).isFalse();
		assertThat(isAborted("'fallthrough':{'variation':1}")).isFalse();
		assertThat(this.heard).isEmpty();
	}

	private boolean isAborted(String properties) {
		FeatureFlag flag = this.fixture.flag("flag", properties);
		EvaluationDetail<@Nullable JsonNode> detail = this.evaluator.evaluate(flag, USER, this.fixture, null);
		return Evaluator.isAborted(detail);
	}

}
