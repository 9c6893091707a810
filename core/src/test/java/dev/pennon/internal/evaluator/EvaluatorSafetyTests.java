package dev.pennon.internal.evaluator;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what must not bring an evaluation down.
 */
@Timeout(60)
class EvaluatorSafetyTests {

	private final EvaluationFixture fixture = new EvaluationFixture();

	@Test
	void prerequisitesNestedToTheLimitAreEvaluated() {
		assertThat(this.fixture.outcome(chainOfFlags(KeyPath.MAX_DEPTH), USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.prerequisites()).hasSize(KeyPath.MAX_DEPTH);
	}

	@Test
	void prerequisitesNestedBeyondTheLimitAreMalformed() {
		assertThat(this.fixture.evaluate(chainOfFlags(KeyPath.MAX_DEPTH + 1), USER))
			.isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void segmentsNestedToTheLimitAreEvaluated() {
		chainOfSegments(KeyPath.MAX_DEPTH);
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['s0']}", USER)).isTrue();
	}

	@Test
	void segmentsNestedBeyondTheLimitAreMalformed() {
		chainOfSegments(KeyPath.MAX_DEPTH + 1);
		FeatureFlag flag = this.fixture.flagWithClause("{'op':'segmentMatch','values':['s0']}");
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void cycleThatOwnKeysHideIsMalformed() {
		FeatureFlag flag = this.fixture.flag("flag", "'key':'other','prerequisites':[{'key':'flag','variation':1}]");
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void stackOverflowIsAnError() throws InterruptedException {
		chainOfSegments(KeyPath.MAX_DEPTH);
		FeatureFlag flag = this.fixture.flagWithClause("{'op':'segmentMatch','values':['s0']}");
		AtomicReference<EvaluationDetail<@Nullable JsonNode>> result = new AtomicReference<>();
		// A stack of the least size that a thread can have.
		Thread thread = new Thread(null, () -> result.set(evaluateNearTheEndOfTheStack(flag)), "small-stack", 1);
		thread.start();
		thread.join();
		assertThat(result.get()).isEqualTo(EvaluationFixture.error(ErrorKind.EXCEPTION));
	}

	/**
	 * Goes down until an evaluation overflows the stack, while there is room to say so.
	 */
	private EvaluationDetail<@Nullable JsonNode> evaluateNearTheEndOfTheStack(FeatureFlag flag) {
		EvaluationDetail<@Nullable JsonNode> detail = this.fixture.evaluate(flag, USER);
		return detail.isDefaultValue() ? detail : evaluateNearTheEndOfTheStack(flag);
	}

	private FeatureFlag chainOfFlags(int depth) {
		this.fixture.flag("f" + depth, "");
		for (int i = depth - 1; i > 0; i--) {
			this.fixture.flag("f" + i, "'prerequisites':[{'key':'f%d','variation':1}]".formatted(i + 1));
		}
		return this.fixture.flag("f0", "'prerequisites':[{'key':'f1','variation':1}]");
	}

	private void chainOfSegments(int depth) {
		for (int i = 0; i < depth; i++) {
			this.fixture.segment("s" + i,
					"'rules':[{'clauses':[{'op':'segmentMatch','values':['s%d']}]}]".formatted(i + 1));
		}
		this.fixture.segment("s" + depth, "'included':['user-key']");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			'prerequisites':[{'key':'p','variation':1}]
			'rules':[{'variation':2,'clauses':[{'op':'segmentMatch','values':['s']}]}]
			""", quoteCharacter = '`')
	void storeThatFailsIsAnError(String properties) {
		FeatureFlag flag = this.fixture.flag("flag", properties);
		assertThat(this.fixture.evaluator().evaluate(flag, USER, new FailingStore(), null))
			.isEqualTo(EvaluationFixture.error(ErrorKind.EXCEPTION));
	}

	@Test
	void bigSegmentQueryThatThrowsIsAnError() {
		EvaluationFixture broken = new EvaluationFixture((key) -> {
			throw new IllegalStateException("broken");
		});
		broken.segment("s", "'unbounded':true,'generation':1");
		FeatureFlag flag = broken.flagWithClause("{'op':'segmentMatch','values':['s']}");
		assertThat(broken.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.EXCEPTION));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			(a+)+$     ; 50000
			(a*)*b     ; 50000
			(a|aa)+$   ; 50000
			(.*)*x     ; 5000
			^(([a-z])+.)+[A-Z]([a-z])+$ ; 1000
			(x|a|b)*$  ; 90000
			b          ; 100001
			""")
	void patternThatTakesTooLongDoesNotMatchAndIsCounted(String pattern, int length) {
		EvaluationContext context = EvaluationContext.builder("u").set("attr", "a".repeat(length) + "!").build();
		assertThat(
				this.fixture.matches("{'attribute':'attr','op':'matches','values':['%s']}".formatted(pattern), context))
			.isFalse();
		assertThat(this.fixture.evaluator().abandonedPatterns()).isEqualTo(1);
	}

	@Test
	void patternAfterOneThatTookTooLongIsTried() {
		EvaluationContext context = EvaluationContext.builder("u").set("attr", "a".repeat(50_000) + "!").build();
		assertThat(this.fixture.matches("{'attribute':'attr','op':'matches','values':['(a+)+$','!']}", context))
			.isTrue();
	}

	@Test
	void patternOnLongTextMatchesWithinTheLimits() {
		EvaluationContext context = EvaluationContext.builder("u").set("attr", "a".repeat(50_000) + "!").build();
		assertThat(this.fixture.matches("{'attribute':'attr','op':'matches','values':['^a+!$']}", context)).isTrue();
		assertThat(this.fixture.evaluator().abandonedPatterns()).isZero();
	}

	@Test
	void patternOnTheLongestTextMatches() {
		EvaluationContext context = EvaluationContext.builder("u").set("attr", "a".repeat(99_999) + "!").build();
		assertThat(this.fixture.matches("{'attribute':'attr','op':'matches','values':['a!$']}", context)).isTrue();
		assertThat(this.fixture.evaluator().abandonedPatterns()).isZero();
	}

	@Test
	void patternNestedTooDeeplyIsNoPattern() {
		String pattern = "(".repeat(50_000) + "a" + ")".repeat(50_000);
		assertThat(this.fixture.matches("{'attribute':'key','op':'matches','values':['%s']}".formatted(pattern), USER))
			.isFalse();
	}

	@Test
	void contextOfTenMegabytesIsEvaluated() {
		String text = "x".repeat(10_000_000);
		EvaluationContext context = EvaluationContext.builder(text).set("attr", text).build();
		for (String clause : new String[] { "'op':'matches','values':['y']", "'op':'semVerEqual','values':['1']",
				"'op':'before','values':[1]", "'op':'in','values':['y']", "'op':'contains','values':['y']" }) {
			assertThat(this.fixture.matches("{'attribute':'attr',%s}".formatted(clause), context)).isFalse();
		}
		FeatureFlag rollout = this.fixture.flag("flag",
				"'fallthrough':{'rollout':{'variations':[{'variation':2,'weight':100000}]}}");
		assertThat(this.fixture.outcome(rollout, context)).isEqualTo("c FALLTHROUGH");
	}

	/**
	 * A store that cannot be asked.
	 */
	private static final class FailingStore implements ReadOnlyStore {

		@Override
		public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
			throw new IllegalStateException("The store is down");
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			throw new IllegalStateException("The store is down");
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

	}

}
