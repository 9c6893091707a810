package dev.pennon.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CacheConfigTests {

	@Test
	void itemsAreKeptForFifteenSecondsUnlessToldOtherwise() {
		assertThat(CacheConfig.defaults())
			.isEqualTo(new CacheConfig(CacheMode.TTL, Duration.ofSeconds(15), null, CacheRefresh.ON_EXPIRY, null));
	}

	@Test
	void timeToLiveIsPositive() {
		assertThat(CacheConfig.ttl(Duration.ofNanos(1)).ttl()).isEqualTo(Duration.ofNanos(1));
		assertThatIllegalArgumentException().isThrownBy(() -> CacheConfig.ttl(Duration.ZERO))
			.withMessageContaining("time to live");
		assertThatIllegalArgumentException().isThrownBy(() -> CacheConfig.ttl(Duration.ofNanos(-1)));
	}

	@Test
	void capacityIsPositive() {
		assertThat(CacheConfig.infinite().withCapacity(1L).capacity()).isEqualTo(1);
		assertThat(CacheConfig.infinite().withCapacity(null).capacity()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> CacheConfig.infinite().withCapacity(0L))
			.withMessageContaining("capacity");
	}

	@Test
	void timeToServeStaleItemsIsNotNegative() {
		assertThat(CacheConfig.defaults().withStaleOnError(Duration.ZERO).staleOnError()).isZero();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CacheConfig.defaults().withStaleOnError(Duration.ofNanos(-1)))
			.withMessageContaining("stale");
	}

	@Test
	void entryAgesWhenThreeQuartersOfItsTimeHavePassed() {
		CacheConfig config = CacheConfig.ttl(Duration.ofNanos(100)).withRefresh(CacheRefresh.AHEAD);
		CacheEntry<String> entry = new CacheEntry<>("value", 0, CacheTimes.of(config));
		assertThat(entry.isAging(74)).isFalse();
		assertThat(entry.isAging(75)).isTrue();
		assertThat(entry.isFresh(99)).isTrue();
		assertThat(entry.isFresh(100)).isFalse();
		assertThat(entry.isUsable(Long.MAX_VALUE / 4)).isTrue();
	}

	@Test
	void spanThatNoProcessLivesIsForEver() {
		CacheTimes times = CacheTimes.of(CacheConfig.ttl(Duration.ofSeconds(Long.MAX_VALUE)));
		assertThat(times.fresh()).isEqualTo(CacheTimes.of(CacheConfig.infinite()).fresh());
		assertThat(times.usable()).isGreaterThan(times.fresh());
	}

}
