package dev.pennon.spring.redis;

import java.util.List;

import dev.pennon.store.StoreState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault in every cache mode, for processes that have a source of their own and for
 * those that only read. In no cell an evaluation throws or waits longer than one time
 * limit, and once the fault is known none waits at all. {@code docs/redis.md} has the
 * table.
 */
@Tag("fault")
class RedisFaultTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private LettuceConnectionFactory factory;

	private List<FlagProcess> processes;

	@BeforeEach
	void startProcesses() {
		server.reset();
		this.factory = RedisStores.factory(server);
		this.processes = FlagProcess.startAll(this.factory);
		for (FlagProcess process : this.processes) {
			process.fill(server, 1);
			assertThat(process.evaluate("flag")).as("%s", process).isTrue();
			assertThat(process.evaluate("other")).as("%s", process).isTrue();
		}
	}

	@AfterEach
	void endProcesses() {
		server.thaw();
		this.processes.forEach(FlagProcess::close);
		this.factory.destroy();
	}

	@ParameterizedTest
	@EnumSource
	void everyProcessServesWhatItKnowsAndRecovers(RedisFault fault) {
		List<String> keys = this.processes.stream().map(FlagProcess::flagsKey).toList();
		fault.begin(server, keys);
		FlagProcess.awaitExpiry();
		for (FlagProcess process : this.processes) {
			if (process.hasSource()) {
				assertServesItsData(process, fault);
			}
			else {
				assertServesWhatItHasRead(process, fault);
			}
		}
		fault.end(server, keys);
		for (FlagProcess process : this.processes) {
			if (process.hasSource()) {
				assertWritesItsData(process);
			}
			else {
				assertReadsAgain(process);
			}
		}
	}

	private static void assertServesItsData(FlagProcess process, RedisFault fault) {
		if (fault.losesTheFlag()) {
			process.awaitFlags("flag");
		}
		assertThat(process.evaluate("flag")).as("%s", process).isTrue();
		assertThat(process.evaluate("other")).as("%s", process).isTrue();
		process.deliver("new", 2);
		assertThat(process.evaluate("new")).as("%s", process).isTrue();
		if (fault.keepsWritesOut()) {
			process.assertNeverWaits();
			StoreState state = process.state();
			assertThat(state.reachable() && state.acceptingWrites()).as("%s", process).isFalse();
			assertThat(state.answeringFromMemory()).as("%s", process).isTrue();
			assertThat(state.lastError()).as("%s", process).isNotBlank();
		}
		else {
			process.assertEvaluatesQuickly();
		}
		assertThat(process.evaluate("flag")).as("%s", process).isTrue();
	}

	private static void assertServesWhatItHasRead(FlagProcess process, RedisFault fault) {
		process.evaluate("flag");
		if (fault.stopsAnswers()) {
			process.assertNeverWaits();
		}
		else {
			process.assertEvaluatesQuickly();
		}
		if (fault.losesTheFlag()) {
			process.await("notices").until(() -> process.evaluate("flag") == process.cachesForEver());
		}
		else {
			assertThat(process.evaluate("flag")).as("%s", process)
				.isEqualTo(process.hasCache() || !fault.hidesTheFlag());
		}
		if (fault == RedisFault.MALFORMED_ITEM) {
			assertThat(process.evaluate("other")).as("%s", process).isTrue();
		}
	}

	private static void assertWritesItsData(FlagProcess process) {
		process.await("writes").untilAsserted(() -> process.assertWritten(server, "flag", "other", "new"));
		process.await("is in touch").until(() -> process.state().acceptingWrites());
		assertThat(process.evaluate("flag")).as("%s", process).isTrue();
		assertThat(process.evaluate("new")).as("%s", process).isTrue();
	}

	private static void assertReadsAgain(FlagProcess process) {
		process.await("is in touch").until(() -> process.state().reachable());
		process.fill(server, 3);
		process.awaitFlags("flag", "other");
	}

}
