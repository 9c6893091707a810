package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.pennon.bigsegment.BigSegmentQuery.Result;
import dev.pennon.evaluation.BigSegmentsStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What evaluations are told of a context while the store cannot be asked, and what it
 * costs them.
 */
@Timeout(30)
class BigSegmentOutageTests {

	private static final RuntimeException FAILURE = new IllegalStateException("no connection");

	private BigSegmentFixture fixture = new BigSegmentFixture();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.fixture.close();
	}

	private void use(BigSegmentsConfig config) {
		this.fixture.close();
		this.fixture = new BigSegmentFixture(config);
	}

	private void startHealthy() {
		this.fixture.manager.start();
		this.fixture.runDueTasks();
	}

	@Test
	void membershipThatCannotBeAskedForIsAStoreError() {
		startHealthy();
		this.fixture.store.failMembership(FAILURE);
		Result result = this.fixture.query("user");
		assertThat(result.status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(result.membership()).isNull();
		assertThat(this.fixture.memberQueries()).isOne();
	}

	@Test
	void afterAFailureNobodyAsksUntilAPollSucceeds() {
		startHealthy();
		this.fixture.store.fail(FAILURE);
		for (int i = 0; i < 10; i++) {
			assertThat(this.fixture.query("user" + i).status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		}
		assertThat(this.fixture.memberQueries()).isOne();
		this.fixture.advanceSeconds(60);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.fixture.memberQueries()).isOne();
		this.fixture.store.fail(null);
		this.fixture.time.advance(StatusPoller.PROBE_INTERVAL);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(BigSegmentFixture.member(this.fixture.query("user"))).isTrue();
	}

	@Test
	void failedPollKeepsEvaluationsFromAsking() {
		startHealthy();
		this.fixture.store.fail(FAILURE);
		this.fixture.advanceSeconds(5);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.fixture.memberQueries()).isZero();
	}

	@Test
	void storeThatFailsFromTheStartIsAskedOnce() {
		this.fixture.store.fail(FAILURE);
		for (int i = 0; i < 3; i++) {
			assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		}
		assertThat(this.fixture.store.metadataCalls()).isOne();
		assertThat(this.fixture.memberQueries()).isZero();
	}

	@Test
	void failureOfOneContextHarmsTheOthersForOnePollOnly() {
		startHealthy();
		this.fixture.store.failMembership(FAILURE);
		this.fixture.query("poison");
		this.fixture.store.failMembership(null);
		this.fixture.runDueTasks();
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.fixture.query("poison").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.fixture.memberQueries()).isEqualTo(2);
		this.fixture.time.advance(MembershipCache.FAILURE_TIME);
		assertThat(this.fixture.query("poison").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void unreadableMembershipHarmsItsContextOnly() {
		startHealthy();
		this.fixture.store.failMembership(new InvalidMembershipException("not a set", null));
		assertThat(this.fixture.query("poison").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		this.fixture.store.failMembership(null);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(this.fixture.query("poison").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
	}

	@Test
	void recoveryForgetsWhichContextsFailed() {
		startHealthy();
		this.fixture.store.fail(FAILURE);
		this.fixture.query("user");
		this.fixture.runDueTasks();
		this.fixture.store.fail(null);
		this.fixture.time.advance(StatusPoller.PROBE_INTERVAL);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void cachedMembershipIsUsedInItsTimeButIsAStoreError() {
		startHealthy();
		this.fixture.query("user");
		this.fixture.store.fail(FAILURE);
		this.fixture.query("other");
		Result result = this.fixture.query("user");
		assertThat(result.status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(BigSegmentFixture.member(result)).isTrue();
		this.fixture.advanceSeconds(5);
		assertThat(this.fixture.query("user").membership()).isNull();
	}

	@Test
	void cachedMembershipIsUsedPastItsTimeWhereThatIsAllowed() {
		use(BigSegmentsConfig.defaults().withStaleOnError(Duration.ofSeconds(60)));
		startHealthy();
		this.fixture.query("user");
		this.fixture.store.fail(FAILURE);
		this.fixture.advanceSeconds(64);
		Result result = this.fixture.query("user");
		assertThat(result.status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(BigSegmentFixture.member(result)).isTrue();
		this.fixture.advanceSeconds(1);
		assertThat(this.fixture.query("user").membership()).isNull();
	}

	@Test
	void valuesAreRightAgainAfterAnOutage() {
		use(BigSegmentsConfig.defaults().withStaleOnError(Duration.ofHours(1)));
		startHealthy();
		this.fixture.query("user");
		this.fixture.store.fail(FAILURE);
		this.fixture.advanceSeconds(60);
		this.fixture.store.set("user", Set.of(), Set.of(BigSegmentFixture.REFERENCE));
		this.fixture.store.fail(null);
		this.fixture.time.advance(StatusPoller.PROBE_INTERVAL);
		assertThat(BigSegmentFixture.member(this.fixture.query("user"))).isFalse();
	}

	@Test
	void manyThreadsShareOneQuestion() throws Exception {
		startHealthy();
		CountDownLatch thaw = this.fixture.store.freeze();
		List<Future<Result>> results = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			results.add(this.threads.submit(() -> this.fixture.query("user")));
		}
		await().until(() -> this.fixture.memberQueries() == 1);
		thaw.countDown();
		for (Future<Result> result : results) {
			assertThat(BigSegmentFixture.member(result.get())).isTrue();
		}
		assertThat(this.fixture.memberQueries()).isOne();
	}

	@Test
	void threadWaitsForAnotherNoLongerThanTheLimit() {
		use(BigSegmentsConfig.defaults().withWaitLimit(Duration.ofMillis(50)));
		startHealthy();
		CountDownLatch thaw = this.fixture.store.freeze();
		this.threads.submit(() -> this.fixture.query("user"));
		await().until(() -> this.fixture.memberQueries() == 1);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.fixture.query("other").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(this.fixture.memberQueries()).isOne();
		thaw.countDown();
	}

	@Test
	void interruptingAThreadSaysNothingAboutTheStore() {
		startHealthy();
		this.fixture.store.freeze();
		Thread.currentThread().interrupt();
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STORE_ERROR);
		assertThat(Thread.interrupted()).isTrue();
		this.fixture.store.freeze().countDown();
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

}
