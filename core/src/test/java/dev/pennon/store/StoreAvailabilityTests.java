package dev.pennon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a store's availability goes from state to state, what it says then and whom it
 * tells.
 */
class StoreAvailabilityTests {

	private static final DataStoreStatus AVAILABLE = new DataStoreStatus(true, false);

	private static final DataStoreStatus UNAVAILABLE = new DataStoreStatus(false, false);

	private static final RuntimeException NO_CONNECTION = new IllegalStateException("no connection");

	private static final RuntimeException READ_ONLY = new StoreWriteRefusedException("READONLY", null);

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(StoreAvailability.class);

	@RegisterExtension
	private final CapturedLog tasksLog = new CapturedLog(ManualTime.class);

	private final ManualTime time = new ManualTime();

	private final Instant start = this.time.instant();

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final StoreCounters counters = new StoreCounters();

	private final AtomicInteger probes = new AtomicInteger();

	private Runnable probe = () -> {
	};

	private final StoreAvailability availability = new StoreAvailability(this.time, this.time, this.dispatcher,
			this.counters, () -> {
				this.probes.incrementAndGet();
				this.probe.run();
			});

	private final List<DataStoreStatus> statuses = Collections.synchronizedList(new ArrayList<>());

	private final Consumer<DataStoreStatus> listener = this.statuses::add;

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	private void pass() {
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
	}

	private void awaitStatuses(DataStoreStatus... expected) {
		await().untilAsserted(() -> assertThat(this.statuses).containsExactly(expected));
	}

	@Test
	void changeIsNotedWithItsTimeAndItsReason() {
		assertThat(this.availability.condition())
			.isEqualTo(new StoreAvailability.Condition(true, true, this.start, null));
		pass();
		Instant failed = this.time.instant();
		this.availability.failed(NO_CONNECTION);
		assertThat(this.availability.condition())
			.isEqualTo(new StoreAvailability.Condition(false, false, failed, NO_CONNECTION.toString()));
		assertThat(this.availability.isReachable()).isFalse();
		assertThat(this.availability.isAcceptingWrites()).isFalse();
	}

	@Test
	void laterFailureChangesTheReasonAlone() {
		this.availability.failed(NO_CONNECTION);
		pass();
		this.availability.failed(new IllegalStateException("still none"));
		assertThat(this.availability.condition().since()).isEqualTo(this.start);
		assertThat(this.availability.condition().lastError()).contains("still none");
		assertThat(this.counters.snapshot().unavailableFailures()).isEqualTo(2);
		assertThat(this.log.messages(Level.WARN)).hasSize(1);
	}

	@Test
	void lastReasonIsKeptAfterRecovery() {
		this.availability.failed(NO_CONNECTION);
		pass();
		this.availability.recovered();
		assertThat(this.availability.condition())
			.isEqualTo(new StoreAvailability.Condition(true, true, this.time.instant(), NO_CONNECTION.toString()));
	}

	@Test
	void recoveryOfWhatHasNotFailedIsNoChange() {
		pass();
		this.availability.recovered();
		assertThat(this.availability.condition().since()).isEqualTo(this.start);
		assertThat(this.log.events()).isEmpty();
	}

	@Test
	void refusedWritesLeaveTheDatabaseReachable() {
		this.availability.failed(READ_ONLY);
		assertThat(this.availability.isReachable()).isTrue();
		assertThat(this.availability.isAcceptingWrites()).isFalse();
		assertThat(this.counters.snapshot().refusedWrites()).isEqualTo(1);
		assertThat(this.counters.snapshot().unavailableFailures()).isZero();
		pass();
		this.availability.failed(NO_CONNECTION);
		assertThat(this.availability.isReachable()).isFalse();
		assertThat(this.availability.condition().since()).isEqualTo(this.time.instant());
	}

	@Test
	void eachChangeIsLogged() {
		this.availability.failed(READ_ONLY);
		this.availability.failed(NO_CONNECTION);
		this.availability.recovered();
		assertThat(this.log.messages(Level.WARN)).satisfiesExactly(
				(refused) -> assertThat(refused).contains("refuses what is written", "READONLY"),
				(failed) -> assertThat(failed).contains("cannot be asked", "no connection"));
		assertThat(this.log.messages(Level.INFO)).containsExactly("The feature store is available again");
	}

	@Test
	void reasonEndsInTheWordsOfTheInnermostException() {
		this.availability.failed(new IllegalStateException("outer",
				new IllegalArgumentException("middle", new ArithmeticException("inner"))));
		assertThat(this.availability.condition().lastError()).isEqualTo("outer: java.lang.ArithmeticException: inner");
	}

	@Test
	void reasonOfACircleOfCausesEnds() {
		IllegalStateException first = new IllegalStateException("first");
		IllegalStateException second = new IllegalStateException("second", first);
		first.initCause(second);
		this.availability.failed(first);
		assertThat(this.availability.condition().lastError()).contains("first");
	}

	@Test
	void listenersLearnOfChangesUntilTheyAreRemoved() {
		this.availability.addListener(this.listener);
		this.availability.failed(NO_CONNECTION);
		this.availability.failed(NO_CONNECTION);
		this.availability.failed(READ_ONLY);
		this.availability.recovered();
		awaitStatuses(UNAVAILABLE, AVAILABLE);
		List<DataStoreStatus> others = Collections.synchronizedList(new ArrayList<>());
		this.availability.addListener(others::add);
		this.availability.removeListener(this.listener);
		this.availability.failed(NO_CONNECTION);
		await().until(() -> !others.isEmpty());
		assertThat(this.statuses).hasSize(2);
	}

	@Test
	void lostUpdateAsksForARefreshUntilEverythingWasWrittenAgain() {
		this.availability.updateLost();
		this.availability.failed(NO_CONNECTION);
		assertThat(this.availability.getStatus()).isEqualTo(UNAVAILABLE);
		this.availability.recovered();
		assertThat(this.availability.getStatus()).isEqualTo(new DataStoreStatus(true, true));
		this.availability.failed(NO_CONNECTION);
		this.availability.rewritten();
		assertThat(this.availability.getStatus()).isEqualTo(AVAILABLE);
	}

	@Test
	void oneProbeRunsAtATimeUntilTheDatabaseIsThere() {
		this.availability.failed(NO_CONNECTION);
		this.availability.failed(NO_CONNECTION);
		assertThat(this.time.waitingTasks()).isEqualTo(1);
		pass();
		assertThat(this.probes).hasValue(1);
		assertThat(this.time.untilNextTask()).isEqualTo(StoreAvailability.PROBE_INTERVAL);
		this.probe = () -> this.availability.failed(NO_CONNECTION);
		pass();
		assertThat(this.time.waitingTasks()).isEqualTo(1);
		this.probe = this.availability::recovered;
		pass();
		assertThat(this.probes).hasValue(3);
		assertThat(this.time.waitingTasks()).isZero();
		this.availability.failed(READ_ONLY);
		pass();
		assertThat(this.probes).hasValue(4);
		assertThat(this.time.waitingTasks()).isZero();
		assertThat(this.tasksLog.events()).isEmpty();
	}

	@Test
	void probeThatThrowsIsNotTheLast() {
		this.probe = () -> {
			throw new IllegalArgumentException("on purpose");
		};
		this.availability.failed(NO_CONNECTION);
		pass();
		pass();
		assertThat(this.probes).hasValue(2);
		assertThat(this.tasksLog.messages(Level.ERROR)).hasSize(2);
	}

	@Test
	void nothingKeepsTheLock() {
		this.availability.failed(NO_CONNECTION);
		pass();
		this.availability.readRefused(new StoreWriteRefusedException("NOPERM", null));
		OtherThread.run(this.availability::recovered);
		assertThat(this.availability.isReachable()).isTrue();
	}

	@Test
	void probeIsTimedFromTheEndOfTheOneBefore() {
		this.availability.failed(NO_CONNECTION);
		this.time.advance(StoreAvailability.PROBE_INTERVAL.minus(Duration.ofMillis(1)));
		assertThat(this.probes).hasValue(0);
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.probes).hasValue(1);
	}

}
