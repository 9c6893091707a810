package dev.pennon.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.internal.concurrent.PennonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who delivers, who waits for that, and for how long.
 */
class DeliveryWorkersTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(EventProcessor.class);

	private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

	private DeliveryWorkers workers = new DeliveryWorkers(this::deliver, new PennonThreadFactory("events"));

	@AfterEach
	void close() {
		this.deliveries.forEach((delivery) -> delivery.end(true));
		this.workers.close();
	}

	private boolean deliver() {
		Delivery delivery = new Delivery();
		this.deliveries.add(delivery);
		return delivery.await();
	}

	private void awaitDeliveries(int count) {
		Awaitility.await().atMost(LIMIT).until(() -> this.deliveries.size() == count);
	}

	private CompletableFuture<Boolean> requestAndWait() {
		return CompletableFuture.supplyAsync(() -> this.workers.requestAndWait(LIMIT), this::inThread);
	}

	private void inThread(Runnable task) {
		new PennonThreadFactory("test").newThread(task).start();
	}

	@Test
	void whoWaitsLearnsOfADeliveryThatBeganLaterAndMayHaveTakenWhatWasPending() {
		CompletableFuture<Boolean> waiting = requestAndWait();
		awaitDeliveries(1);
		this.workers.request();
		awaitDeliveries(2);
		this.deliveries.get(0).end(true);
		this.deliveries.get(1).end(false);
		assertThat(waiting.join()).isFalse();
	}

	@Test
	void whoWaitsLearnsOfADeliveryThatWasUnderWay() {
		this.workers.request();
		awaitDeliveries(1);
		CompletableFuture<Boolean> waiting = requestAndWait();
		awaitDeliveries(2);
		this.deliveries.get(1).end(true);
		this.deliveries.get(0).end(false);
		assertThat(waiting.join()).isFalse();
	}

	@Test
	void whatIsAskedForWhileAllAreBusyIsDoneOnce() {
		for (int i = 0; i < DeliveryWorkers.MAX_WORKERS; i++) {
			this.workers.request();
		}
		awaitDeliveries(DeliveryWorkers.MAX_WORKERS);
		for (int i = 0; i < 3; i++) {
			this.workers.request();
		}
		this.deliveries.forEach((delivery) -> delivery.end(true));
		awaitDeliveries(DeliveryWorkers.MAX_WORKERS + 1);
		close();
		assertThat(this.deliveries).hasSize(DeliveryWorkers.MAX_WORKERS + 1);
	}

	@Test
	void waitingEndsWhenTheTimeIsOver() {
		assertThat(this.workers.requestAndWait(Duration.ofMillis(1))).isFalse();
	}

	@Test
	void closeEndsEveryWait() {
		for (int i = 0; i < DeliveryWorkers.MAX_WORKERS; i++) {
			this.workers.request();
		}
		awaitDeliveries(DeliveryWorkers.MAX_WORKERS);
		CompletableFuture<Boolean> waiting = new CompletableFuture<>();
		Thread waiter = new PennonThreadFactory("test")
			.newThread(() -> waiting.complete(this.workers.requestAndWait(LIMIT)));
		waiter.start();
		Awaitility.await().atMost(LIMIT).until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		this.workers.close();
		assertThat(waiting.join()).isFalse();
		assertThat(this.workers.requestAndWait(LIMIT)).isFalse();
		this.workers.request();
		assertThat(this.deliveries).hasSize(DeliveryWorkers.MAX_WORKERS);
	}

	@Test
	void whereThereIsNoThreadNobodyWaitsForOne() {
		ThreadFactory unlucky = (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		};
		this.workers = new DeliveryWorkers(this::deliver, unlucky);
		this.workers.request();
		assertThat(this.workers.requestAndWait(LIMIT)).isFalse();
		assertThat(this.log.messages(Level.ERROR)).hasSize(2);
	}

	@Test
	void deliveryThatThrowsIsAFailedOne() {
		this.workers = new DeliveryWorkers(() -> {
			throw new IllegalStateException("no");
		}, new PennonThreadFactory("events"));
		assertThat(this.workers.requestAndWait(LIMIT)).isFalse();
	}

	/** One call, which ends when a test says so. */
	private static final class Delivery {

		private final CountDownLatch ended = new CountDownLatch(1);

		private volatile boolean result;

		void end(boolean result) {
			if (this.ended.getCount() > 0) {
				this.result = result;
				this.ended.countDown();
			}
		}

		boolean await() {
			try {
				return this.ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS) && this.result;
			}
			catch (InterruptedException ex) {
				return false;
			}
		}

	}

}
