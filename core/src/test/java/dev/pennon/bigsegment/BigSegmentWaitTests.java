package dev.pennon.bigsegment;

import java.time.Duration;

import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The questions of one evaluation together wait no longer than one time limit.
 */
@Timeout(30)
class BigSegmentWaitTests {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Duration SLOW = LIMIT.multipliedBy(9).dividedBy(10);

	private final ManualTime time = new ManualTime();

	private final SlowBigSegmentStore store = new SlowBigSegmentStore(this.time);

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final BigSegmentManager manager = new BigSegmentManager(this.store,
			BigSegmentsConfig.defaults().withWaitLimit(LIMIT).withStaleOnError(Duration.ofHours(1)), this.time,
			this.time, this.time, this.dispatcher);

	private final WaitedTime waited = new WaitedTime();

	@AfterEach
	void close() {
		this.store.release();
		this.manager.close();
		this.dispatcher.close();
	}

	private void start() {
		this.manager.start();
		this.time.advance(Duration.ZERO);
	}

	private BigSegmentsStatus query(String key) {
		return this.manager.query(key, this.waited).status();
	}

	private BigSegmentsStatus queryOfAnother(String key) {
		return this.manager.query(key, new WaitedTime()).status();
	}

	@Test
	void secondQuestionWaitsForNoLongerThanTheFirstHasLeft() {
		start();
		this.store.slow("first", SLOW);
		this.store.block("second");
		assertThat(query("first")).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.store.asked()).containsExactly("first", "second");
	}

	@Test
	void storeIsNotAskedWhenNoTimeIsLeft() {
		start();
		this.store.slow("first", LIMIT);
		query("first");
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.store.asked()).containsExactly("first");
		assertThat(queryOfAnother("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void evaluationWithoutTimeSaysNothingAboutTheStore() {
		start();
		this.store.slow("first", SLOW);
		this.store.block("second");
		query("first");
		query("second");
		assertThat(queryOfAnother("third")).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.manager.statusProvider().getStatus().available()).isTrue();
	}

	@Test
	void answerThatCameTooLateIsForTheNextEvaluation() {
		start();
		this.store.slow("first", SLOW);
		this.store.block("second");
		query("first");
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		this.store.release();
		assertThat(queryOfAnother("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.store.asked()).containsExactly("first", "second");
	}

	@Test
	void questionInTheBackgroundIsAnsweredInTime() {
		start();
		this.store.slow("first", LIMIT.dividedBy(10));
		query("first");
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.store.lastThread().getName()).startsWith("pennon-big-segments-read-");
	}

	@Test
	void questionsThatAreAnsweredAtOnceStayOnTheirThread() {
		start();
		this.store.slow("first", LIMIT.dividedBy(100));
		query("first");
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.store.lastThread()).isEqualTo(Thread.currentThread());
	}

	@Test
	void membershipThatIsRememberedCostsNoTime() {
		start();
		queryOfAnother("second");
		this.store.slow("first", LIMIT);
		query("first");
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void waitForTheFirstStatusCounts() {
		this.store.slowMetadata(LIMIT);
		assertThat(query("first")).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.store.asked()).isEmpty();
	}

	@Test
	void clearedTimeIsThatOfAnotherEvaluation() {
		start();
		this.store.slow("first", LIMIT);
		query("first");
		this.waited.clear();
		assertThat(query("second")).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void closeEndsQuestionsInTheBackground() {
		start();
		this.store.slow("first", SLOW);
		this.store.block("second");
		query("first");
		query("second");
		this.manager.close();
		await().until(() -> !this.store.lastThread().isAlive());
	}

}
