package dev.pennon.internal.evaluator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentQuery;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for big segments.
 */
class BigSegmentTests {

	private static final String ASKS = "{'op':'segmentMatch','values':['s']}";

	private static final String EVERYBODY = "'rules':[{'clauses':[]}]";

	private final Map<String, BigSegmentQuery.Result> answers = new HashMap<>();

	private final List<String> queries = new ArrayList<>();

	private final EvaluationFixture fixture = new EvaluationFixture((key) -> {
		this.queries.add(key);
		return this.answers.getOrDefault(key, new BigSegmentQuery.Result(null, BigSegmentsStatus.HEALTHY));
	});

	private void answer(String contextKey, BigSegmentMembership membership) {
		this.answers.put(contextKey, new BigSegmentQuery.Result(membership, BigSegmentsStatus.HEALTHY));
	}

	private void assertOutcome(String clause, EvaluationContext context, boolean match, BigSegmentsStatus status) {
		EvaluationReason reason = this.fixture.evaluate(this.fixture.flagWithClause(clause), context).reason();
		EvaluationReason expected = match ? EvaluationReason.ruleMatch(0, "rule", false)
				: EvaluationReason.fallthrough(false);
		assertThat(reason).isEqualTo(expected.withBigSegmentsStatus(status));
	}

	@Test
	void includedContextIsAMember() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		answer("user-key", Map.of("s.g7", true)::get);
		assertOutcome(ASKS, USER, true, BigSegmentsStatus.HEALTHY);
		assertThat(this.queries).containsExactly("user-key");
	}

	@Test
	void excludedContextIsNoMemberWhateverTheRulesSay() {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		answer("user-key", Map.of("s.g7", false)::get);
		assertOutcome(ASKS, USER, false, BigSegmentsStatus.HEALTHY);
	}

	@Test
	void rulesDecideAboutAContextThatIsNotMentioned() {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		answer("user-key", Map.of("s.g6", false)::get);
		assertOutcome(ASKS, USER, true, BigSegmentsStatus.HEALTHY);
	}

	@Test
	void rulesDecideIfThereIsNoMembership() {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		assertOutcome(ASKS, USER, true, BigSegmentsStatus.HEALTHY);
	}

	@Test
	void listsOfABigSegmentHaveNoMeaning() {
		this.fixture.segment("s",
				"'unbounded':true,'generation':7,'included':['user-key'],'includedContexts':[{'contextKind':'user','values':['user-key']}]");
		assertOutcome(ASKS, USER, false, BigSegmentsStatus.HEALTHY);
		this.fixture.segment("s", "'unbounded':true,'generation':7,'excluded':['user-key']," + EVERYBODY);
		assertOutcome(ASKS, USER, true, BigSegmentsStatus.HEALTHY);
	}

	@Test
	void generationOfAnOrdinarySegmentHasNoMeaning() {
		this.fixture.segment("s", "'generation':7,'included':['user-key']");
		assertOutcome(ASKS, USER, true, null);
		assertThat(this.queries).isEmpty();
	}

	@Test
	void segmentWithoutGenerationIsNotAskedFor() {
		this.fixture.segment("s", "'unbounded':true," + EVERYBODY);
		assertOutcome(ASKS, USER, false, BigSegmentsStatus.NOT_CONFIGURED);
		assertThat(this.queries).isEmpty();
	}

	@Test
	void keyOfTheSegmentsKindIsAskedFor() {
		this.fixture.segment("s", "'unbounded':true,'generation':7,'unboundedContextKind':'org'");
		answer("org-key", Map.of("s.g7", true)::get);
		EvaluationContext org = EvaluationContext.of(ContextKind.of("org"), "org-key");
		assertOutcome(ASKS, EvaluationContext.multiBuilder().add(USER).add(org).build(), true,
				BigSegmentsStatus.HEALTHY);
		assertThat(this.queries).containsExactly("org-key");
	}

	@Test
	void nothingIsAskedForAContextWithoutTheKind() {
		this.fixture.segment("s", "'unbounded':true,'generation':7,'unboundedContextKind':'org'," + EVERYBODY);
		assertOutcome(ASKS, USER, false, null);
		assertThat(this.queries).isEmpty();
	}

	@Test
	void rulesDecideIfNoStoreIsConfigured() {
		EvaluationFixture withoutStore = new EvaluationFixture();
		withoutStore.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		assertThat(withoutStore.evaluate(withoutStore.flagWithClause(ASKS), USER).reason()).isEqualTo(
				EvaluationReason.ruleMatch(0, "rule", false).withBigSegmentsStatus(BigSegmentsStatus.NOT_CONFIGURED));
	}

	@ParameterizedTest
	@EnumSource(BigSegmentsStatus.class)
	void statusOfTheQueryGoesIntoTheReason(BigSegmentsStatus status) {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		this.answers.put("user-key", new BigSegmentQuery.Result(null, status));
		assertOutcome(ASKS, USER, true, status);
	}

	@Test
	void oneQueryIsEnoughForTwoSegments() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		this.fixture.segment("t", "'unbounded':true,'generation':8");
		answer("user-key", Map.of("t.g8", true)::get);
		assertOutcome("{'op':'segmentMatch','values':['s','t']}", USER, true, BigSegmentsStatus.HEALTHY);
		assertThat(this.queries).containsExactly("user-key");
	}

	@Test
	void oneQueryIsEnoughEvenIfItFindsNothing() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		this.fixture.segment("t", "'unbounded':true,'generation':8");
		assertOutcome("{'op':'segmentMatch','values':['s','t']}", USER, false, BigSegmentsStatus.HEALTHY);
		assertThat(this.queries).containsExactly("user-key");
	}

	@Test
	void eachEvaluationAsksAgain() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		assertOutcome(ASKS, USER, false, BigSegmentsStatus.HEALTHY);
		answer("user-key", Map.of("s.g7", true)::get);
		assertOutcome(ASKS, USER, true, BigSegmentsStatus.HEALTHY);
		assertThat(this.queries).hasSize(2);
	}

	@Test
	void lastQueryGivesTheStatus() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		this.fixture.segment("t", "'unbounded':true,'generation':8,'unboundedContextKind':'org'");
		this.answers.put("org-key", new BigSegmentQuery.Result(null, BigSegmentsStatus.STALE));
		EvaluationContext org = EvaluationContext.of(ContextKind.of("org"), "org-key");
		assertOutcome("{'op':'segmentMatch','values':['s','t']}",
				EvaluationContext.multiBuilder().add(USER).add(org).build(), false, BigSegmentsStatus.STALE);
	}

	@Test
	void statusComesAlsoFromAPrerequisite() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		this.fixture.flag("p", "'rules':[{'variation':2,'clauses':[%s]}]".formatted(ASKS));
		FeatureFlag flag = this.fixture.flag("flag", "'prerequisites':[{'key':'p','variation':1}]");
		assertThat(this.fixture.evaluate(flag, USER).reason())
			.isEqualTo(EvaluationReason.fallthrough(false).withBigSegmentsStatus(BigSegmentsStatus.HEALTHY));
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave b because of FALLTHROUGH");
	}

	@Test
	void statusIsAttachedToABadVariation() {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		FeatureFlag flag = this.fixture.flag("flag", "'rules':[{'variation':9,'clauses':[%s]}]".formatted(ASKS));
		assertThat(this.fixture.evaluate(flag, USER).reason()).isEqualTo(
				EvaluationReason.error(ErrorKind.MALFORMED_FLAG).withBigSegmentsStatus(BigSegmentsStatus.HEALTHY));
	}

	@Test
	void statusIsNotAttachedToAnAbort() {
		this.fixture.segment("s", "'unbounded':true,'generation':7," + EVERYBODY);
		FeatureFlag flag = this.fixture.flagWithClause(ASKS + ",{'op':'in','values':[]}");
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void membershipWinsOverAFailingStoreOnlyIfThereIsOne() {
		this.fixture.segment("s", "'unbounded':true,'generation':7");
		this.answers.put("user-key", new BigSegmentQuery.Result(null, BigSegmentsStatus.STORE_ERROR));
		assertOutcome(ASKS, USER, false, BigSegmentsStatus.STORE_ERROR);
	}

}
