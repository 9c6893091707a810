package dev.pennon.internal.evaluator;

import java.time.Duration;
import java.util.List;

import dev.pennon.bigsegment.BigSegmentManager;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.SlowBigSegmentStore;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many contexts one evaluation asks the store about, it waits no longer than one
 * time limit.
 */
@Timeout(30)
class BigSegmentDeadlineTests {

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final List<String> KINDS = List.of("org", "device", "team", "region");

	private static final String ASKS_FOR_ALL = "{'op':'segmentMatch','values':['org','device','team','region']}";

	private final ManualTime time = new ManualTime();

	private final SlowBigSegmentStore store = new SlowBigSegmentStore(this.time);

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final BigSegmentManager manager = new BigSegmentManager(this.store,
			BigSegmentsConfig.defaults().withContextCache(0, Duration.ZERO).withWaitLimit(LIMIT), this.time, this.time,
			this.time, this.dispatcher);

	private final EvaluationFixture fixture = new EvaluationFixture(this.manager);

	private final EvaluationContext context = EvaluationContext.multiBuilder()
		.add(context("org"))
		.add(context("device"))
		.add(context("team"))
		.add(context("region"))
		.build();

	@BeforeEach
	void addSegments() {
		KINDS.forEach((kind) -> this.fixture.segment(kind,
				"'unbounded':true,'generation':1,'unboundedContextKind':'%s'".formatted(kind)));
		this.manager.start();
		this.time.advance(Duration.ZERO);
	}

	@AfterEach
	void close() {
		this.store.release();
		this.manager.close();
		this.dispatcher.close();
	}

	private static EvaluationContext context(String kind) {
		return EvaluationContext.of(ContextKind.of(kind), kind + "-key");
	}

	private EvaluationReason evaluate() {
		FeatureFlag flag = this.fixture.flagWithClause(ASKS_FOR_ALL);
		return this.fixture.evaluate(flag, this.context).reason();
	}

	@Test
	void slowAnswersAreNotWaitedForOneAfterTheOther() {
		KINDS.forEach((kind) -> this.store.slow(kind + "-key", LIMIT));
		Duration before = this.time.elapsed();
		assertThat(evaluate().bigSegmentsStatus()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.time.elapsed().minus(before)).isEqualTo(LIMIT);
		assertThat(this.store.asked()).containsExactly("org-key");
	}

	@Test
	void eachEvaluationHasItsOwnLimit() {
		this.store.slow("org-key", LIMIT);
		assertThat(evaluate().bigSegmentsStatus()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		this.store.slow("org-key", Duration.ZERO);
		assertThat(evaluate().bigSegmentsStatus()).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.store.asked()).hasSize(1 + KINDS.size());
	}

}
