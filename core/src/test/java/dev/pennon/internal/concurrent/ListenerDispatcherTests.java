package dev.pennon.internal.concurrent;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ListenerDispatcherTests {

	private static final int CAPACITY = 5;

	private final ListenerDispatcher dispatcher = new ListenerDispatcher(CAPACITY);

	private final List<Integer> calls = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.dispatcher.close();
	}

	@Test
	void tasksRunInOrder() {
		List<Integer> expected = new ArrayList<>();
		ListenerDispatcher unbounded = new ListenerDispatcher();
		try {
			for (int i = 0; i < 1_000; i++) {
				expected.add(i);
				dispatch(unbounded, 1, i);
			}
			await().until(() -> this.calls.size() == 1_000);
			assertThat(this.calls).isEqualTo(expected);
			assertThat(unbounded.droppedValues()).isZero();
		}
		finally {
			unbounded.close();
		}
	}

	@Test
	void tasksRunOnOneDaemonThreadThatEndsWithClose() {
		AtomicReference<Thread> first = new AtomicReference<>();
		AtomicReference<Thread> second = new AtomicReference<>();
		this.dispatcher.dispatch(1, () -> first.set(Thread.currentThread()));
		this.dispatcher.dispatch(1, () -> second.set(Thread.currentThread()));
		await().until(() -> second.get() != null);
		assertThat(first.get()).isSameAs(second.get());
		assertThat(first.get().isDaemon()).isTrue();
		assertThat(first.get().getName()).startsWith("pennon-listeners-");
		this.dispatcher.close();
		await().until(() -> !first.get().isAlive());
	}

	@Test
	void burstOfTasksWakesTheThreadOnceAMillisecond() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		this.dispatcher.dispatch(1, () -> thread.set(Thread.currentThread()));
		await().until(() -> thread.get() != null);
		long waitsBefore = waits(thread.get());
		long begin = System.nanoTime();
		for (int i = 0; i < 2_000; i++) {
			dispatch(this.dispatcher, 0, i);
			long dispatched = System.nanoTime();
			while (System.nanoTime() - dispatched < 20_000) {
				Thread.onSpinWait();
			}
		}
		long waits = waits(thread.get()) - waitsBefore;
		Duration duration = Duration.ofNanos(System.nanoTime() - begin);
		// A pause, and then perhaps a wait for the next task
		assertThat(waits).isLessThanOrEqualTo(2 * (duration.toMillis() + 2));
		await().until(() -> this.calls.size() == 2_000);
	}

	@Test
	void failingTaskDoesNotKeepTheNextFromRunning() {
		this.dispatcher.dispatch(1, () -> {
			throw new IllegalStateException("on purpose");
		});
		this.dispatcher.dispatch(1, () -> {
			throw new AssertionError("on purpose");
		});
		dispatch(this.dispatcher, 1, 1);
		await().until(() -> this.calls.size() == 1);
	}

	@Test
	void oldestTasksAreDroppedWhileAListenerHangs() throws Exception {
		hang();
		for (int i = 1; i <= 8; i++) {
			dispatch(this.dispatcher, 1, i);
		}
		assertThat(this.dispatcher.droppedValues()).isEqualTo(3);
		this.release.countDown();
		await().until(() -> this.calls.size() == 5);
		assertThat(this.calls).containsExactly(4, 5, 6, 7, 8);
	}

	@Test
	void taskLargerThanTheBoundIsKeptOnItsOwn() throws Exception {
		hang();
		dispatch(this.dispatcher, 1, 1);
		dispatch(this.dispatcher, 100, 2);
		assertThat(this.dispatcher.droppedValues()).isEqualTo(1);
		dispatch(this.dispatcher, 2, 3);
		assertThat(this.dispatcher.droppedValues()).isEqualTo(101);
		this.release.countDown();
		await().until(() -> this.calls.size() == 1);
		assertThat(this.calls).containsExactly(3);
	}

	@Test
	void roomIsFreeAgainAfterListenersHaveCaughtUp() throws Exception {
		hang();
		for (int i = 1; i <= 6; i++) {
			dispatch(this.dispatcher, 1, i);
		}
		this.release.countDown();
		await().until(() -> this.calls.size() == 5);
		for (int i = 7; i <= 8; i++) {
			dispatch(this.dispatcher, 1, i);
		}
		await().until(() -> this.calls.size() == 7);
		assertThat(this.dispatcher.droppedValues()).isEqualTo(1);
	}

	@Test
	void closeLetsWaitingTasksFinish() throws Exception {
		hang();
		dispatch(this.dispatcher, 1, 1);
		this.release.countDown();
		this.dispatcher.close();
		assertThat(this.calls).containsExactly(1);
	}

	@Test
	void closeInterruptsAListenerThatHangsAndDropsTheRest() throws Exception {
		hang();
		dispatch(this.dispatcher, 1, 1);
		long begin = System.nanoTime();
		this.dispatcher.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
		assertThat(this.calls).isEmpty();
	}

	@Test
	void closeMayBeCalledTwiceAndBeforeAnyTask() {
		this.dispatcher.close();
		this.dispatcher.close();
	}

	@Test
	void closeMayBeCalledByAListener() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		this.dispatcher.dispatch(1, () -> {
			this.dispatcher.close();
			interrupted.set(Thread.currentThread().isInterrupted());
			closed.countDown();
		});
		assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(interrupted).isFalse();
	}

	@Test
	void tasksAfterCloseAreDropped() {
		this.dispatcher.close();
		dispatch(this.dispatcher, 1, 1);
		assertThat(this.calls).isEmpty();
	}

	private static long waits(Thread thread) {
		return ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId()).getWaitedCount();
	}

	private void hang() throws InterruptedException {
		this.dispatcher.dispatch(1, () -> {
			this.hanging.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		assertThat(this.hanging.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void dispatch(ListenerDispatcher dispatcher, int values, int number) {
		dispatcher.dispatch(values, () -> this.calls.add(number));
	}

}
