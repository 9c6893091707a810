package dev.pennon.spring.redis;

import java.util.List;

import dev.pennon.store.TestKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Who waits for the writes of others hears of them from whichever server is the master.
 */
@Tag("fault")
class KeyWatchFailoverTests {

	private static final String PREFIX = "{flags}";

	@Nested
	class Sentinel extends Cells {

		Sentinel() {
			super(new RedisSentinelServers());
		}

	}

	@Nested
	class Cluster extends Cells {

		Cluster() {
			super(new RedisClusterServers(true));
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class Cells {

		private final ReplicatedRedis redis;

		private LettuceConnectionFactory factory;

		private RedisFeatureStoreCore core;

		private int written;

		Cells(ReplicatedRedis redis) {
			this.redis = redis;
		}

		@BeforeAll
		void start() {
			this.factory = this.redis.factory();
		}

		@BeforeEach
		void watch() {
			this.redis.reset();
			this.core = RedisStores.core(this.factory, PREFIX);
			assertThat(hasChanged()).isTrue();
			assertThat(hasChanged()).isFalse();
			assertThatAWriteIsNoticed();
		}

		@AfterEach
		void close() {
			this.core.close();
		}

		@AfterAll
		void stop() {
			this.factory.destroy();
			this.redis.close();
		}

		private boolean hasChanged() {
			return this.core.hasChangedInternal(List.of(TestKind.THINGS, TestKind.OTHER_THINGS));
		}

		private void assertThatAWriteIsNoticed() {
			Awaitility.await().ignoreExceptions().until(() -> !hasChanged());
			this.written++;
			this.redis.master()
				.admin()
				.hset(PREFIX + ":" + TestKind.THINGS.namespace(), "foo", "{\"version\":%d}".formatted(this.written));
			assertThat(hasChanged()).isTrue();
			assertThat(hasChanged()).isFalse();
		}

		@ParameterizedTest
		@EnumSource
		void writesToTheNextMasterAreNoticed(MasterFault fault) {
			fault.begin(this.redis);
			assertThatThrownBy(this::hasChanged).isNotNull();
			RedisServer old = this.redis.master();
			fault.end(this.redis);
			Awaitility.await().ignoreExceptions().until(this::hasChanged);
			assertThatAWriteIsNoticed();
			old.revive();
			assertThatAWriteIsNoticed();
		}

		@Test
		void writesToAMasterThatHasChangedPlacesAreNoticed() {
			this.redis.switchOver();
			Awaitility.await().ignoreExceptions().until(this::hasChanged);
			assertThatAWriteIsNoticed();
		}

	}

}
