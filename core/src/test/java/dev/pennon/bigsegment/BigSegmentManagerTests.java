package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.pennon.evaluation.BigSegmentsStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What evaluations are told of a context while the store can be asked.
 */
class BigSegmentManagerTests {

	private BigSegmentFixture fixture = new BigSegmentFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	private void use(BigSegmentsConfig config) {
		this.fixture.close();
		this.fixture = new BigSegmentFixture(config);
	}

	@Test
	void membershipComesFromAHealthyStore() {
		BigSegmentQuery.Result result = this.fixture.query("user");
		assertThat(result.status()).isEqualTo(BigSegmentsStatus.HEALTHY);
		assertThat(BigSegmentFixture.member(result)).isTrue();
		assertThat(this.fixture.store.askedHashes()).containsExactly(ContextHash.of("user"));
	}

	@Test
	void membershipIsAskedForOnceAndCached() {
		this.fixture.query("user");
		assertThat(BigSegmentFixture.member(this.fixture.query("user"))).isTrue();
		assertThat(this.fixture.memberQueries()).isOne();
	}

	@Test
	void ignoranceIsAnAnswerAndCached() {
		for (int i = 0; i < 2; i++) {
			BigSegmentQuery.Result result = this.fixture.query("stranger");
			assertThat(result.status()).isEqualTo(BigSegmentsStatus.HEALTHY);
			assertThat(BigSegmentFixture.member(result)).isNull();
		}
		assertThat(this.fixture.memberQueries()).isOne();
	}

	@Test
	void cachedMembershipExpires() {
		this.fixture.query("user");
		this.fixture.time.advance(Duration.ofMillis(4999));
		this.fixture.query("user");
		assertThat(this.fixture.memberQueries()).isOne();
		this.fixture.time.advance(Duration.ofMillis(1));
		this.fixture.query("user");
		assertThat(this.fixture.memberQueries()).isEqualTo(2);
	}

	@Test
	void useDoesNotProlongTheTimeOfAMembership() {
		for (int i = 0; i < 6; i++) {
			this.fixture.query("user");
			this.fixture.advanceSeconds(1);
		}
		assertThat(this.fixture.memberQueries()).isEqualTo(2);
	}

	@Test
	void oldDataIsStaleAndUsed() {
		this.fixture.store.setLastUpToDate(this.fixture.time.instant().minusSeconds(121));
		BigSegmentQuery.Result result = this.fixture.query("user");
		assertThat(result.status()).isEqualTo(BigSegmentsStatus.STALE);
		assertThat(BigSegmentFixture.member(result)).isTrue();
	}

	@Test
	void dataExactlyAsOldAsAllowedIsNotStale() {
		this.fixture.store.setLastUpToDate(this.fixture.time.instant().minusSeconds(120));
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.HEALTHY);
	}

	@Test
	void dataThatWasNeverUpToDateIsStale() {
		this.fixture.store.setLastUpToDate(null);
		assertThat(this.fixture.query("user").status()).isEqualTo(BigSegmentsStatus.STALE);
	}

	@Test
	void leastRecentlyUsedContextIsForgotten() {
		use(BigSegmentsConfig.defaults().withContextCache(2, Duration.ofMinutes(1)));
		Stream.of("user1", "user2", "user2", "user3", "user1").forEach(this.fixture::query);
		assertThat(this.fixture.store.askedHashes()).isEqualTo(hashes("user1", "user2", "user3", "user1"));
	}

	@Test
	void contextThatWasUsedLatelyIsKept() {
		use(BigSegmentsConfig.defaults().withContextCache(2, Duration.ofMinutes(1)));
		Stream.of("user1", "user2", "user1", "user3", "user1", "user2").forEach(this.fixture::query);
		assertThat(this.fixture.store.askedHashes()).isEqualTo(hashes("user1", "user2", "user3", "user2"));
	}

	@Test
	void othersAreKeptWhenOneIsForgotten() {
		use(BigSegmentsConfig.defaults().withContextCache(2, Duration.ofMinutes(1)));
		Stream.of("user1", "user2", "user3", "user2", "user3").forEach(this.fixture::query);
		assertThat(this.fixture.store.askedHashes()).isEqualTo(hashes("user1", "user2", "user3"));
		this.fixture.query("user1");
		assertThat(this.fixture.memberQueries()).isEqualTo(4);
	}

	private static List<String> hashes(String... keys) {
		return Stream.of(keys).map(ContextHash::of).toList();
	}

	@Test
	void cacheOfNoSizeOrNoTimeIsOff() {
		for (BigSegmentsConfig config : List.of(BigSegmentsConfig.defaults().withContextCache(0, Duration.ofMinutes(1)),
				BigSegmentsConfig.defaults().withContextCache(10, Duration.ZERO))) {
			use(config);
			this.fixture.query("user");
			this.fixture.query("user");
			assertThat(this.fixture.memberQueries()).isEqualTo(2);
		}
	}

	@Test
	void evaluationsAddNoStatusQuery() {
		this.fixture.manager.start();
		this.fixture.runDueTasks();
		for (int i = 0; i < 10; i++) {
			this.fixture.query("user" + i);
		}
		assertThat(this.fixture.store.metadataCalls()).isOne();
	}

	@Test
	void closedManagerHasForgottenEverything() {
		this.fixture.query("user");
		this.fixture.manager.close();
		assertThat(this.fixture.time.waitingTasks()).isZero();
		assertThat(this.fixture.store.isClosed()).isFalse();
		this.fixture.store.set("user", Set.of(), Set.of(BigSegmentFixture.REFERENCE));
		assertThat(BigSegmentFixture.member(this.fixture.query("user"))).isFalse();
	}

}
