package dev.pennon.spring.redis;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.store.StoreState;
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

/**
 * A master dies or gives way to its replica while processes of each cache mode, with a
 * source and without, evaluate flags. {@code docs/redis.md} has the table.
 */
@Tag("fault")
class FailoverFaultTests {

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

		private final List<FlagProcess> processes = new ArrayList<>();

		private final LettuceConnectionFactory factory;

		Cells(ReplicatedRedis redis) {
			this.redis = redis;
			this.factory = redis.factory();
		}

		@BeforeEach
		void startProcesses() {
			this.redis.reset();
			this.processes.addAll(FlagProcess.startAll(this.factory));
			for (FlagProcess process : this.processes) {
				process.fill(this.redis.master(), 1);
				process.awaitFlags("flag", "other");
			}
		}

		@AfterEach
		void endProcesses() {
			this.processes.forEach(FlagProcess::close);
			this.processes.clear();
		}

		@AfterAll
		void stop() {
			this.factory.destroy();
			this.redis.close();
		}

		@ParameterizedTest
		@EnumSource
		void evaluationsGoOnAndFollowTheMaster(MasterFault fault) {
			fault.begin(this.redis);
			FlagProcess.awaitExpiry();
			this.processes.forEach(this::assertServesWhatItKnows);
			RedisServer old = this.redis.master();
			fault.end(this.redis);
			RedisServer master = this.redis.master();
			this.processes.forEach((process) -> assertRecovers(process, master));
			old.revive();
			this.processes.forEach((process) -> assertFollows(process, master));
		}

		private void assertServesWhatItKnows(FlagProcess process) {
			boolean known = process.hasSource() || process.hasCache();
			assertThat(process.evaluate("flag")).as("%s", process).isEqualTo(known);
			assertThat(process.evaluate("other")).as("%s", process).isEqualTo(known);
			if (process.hasSource()) {
				process.deliver("new", 2);
				assertThat(process.evaluate("new")).as("%s", process).isTrue();
			}
			process.assertNeverWaits();
			assertThat(process.evaluate("flag")).as("%s", process).isEqualTo(known);
			StoreState state = process.state();
			assertThat(state.reachable()).as("%s", process).isFalse();
			assertThat(state.lastError()).as("%s", process).isNotBlank();
		}

		private void assertRecovers(FlagProcess process, RedisServer master) {
			process.await("is in touch").untilAsserted(() -> {
				assertThat(process.state()).matches(StoreState::reachable);
				assertThat(process.state()).matches(StoreState::acceptingWrites);
			});
			if (process.hasSource()) {
				process.assertWritten(master, "flag", "other", "new");
				process.awaitFlags("flag", "other", "new");
			}
		}

		private void assertFollows(FlagProcess process, RedisServer master) {
			if (process.hasSource()) {
				process.deliver("late", 3);
				// What an old master has taken last is lost and healed
				process.await("writes to the master").until(() -> master.admin().hexists(process.flagsKey(), "late"));
				process.awaitFlags("flag", "other", "late");
			}
			else {
				process.fill(master, 3);
				process.awaitFlags("flag", "other");
			}
		}

		@Test
		void evaluationsFollowAMasterThatChangesPlaces() {
			this.redis.switchOver();
			RedisServer master = this.redis.master();
			this.processes.forEach((process) -> assertFollows(process, master));
		}

	}

}
