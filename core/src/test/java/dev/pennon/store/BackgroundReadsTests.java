package dev.pennon.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BackgroundReadsTests {

	private final BackgroundReads reads = new BackgroundReads();

	private final AtomicReference<Thread> thread = new AtomicReference<>();

	private final CountDownLatch forever = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.reads.close();
	}

	private void readForever() {
		this.reads.execute(() -> {
			this.thread.set(Thread.currentThread());
			try {
				this.forever.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		await().until(() -> this.thread.get() != null);
	}

	@Test
	void closeEndsReadsAndTheirThreads() {
		readForever();
		assertThat(this.thread.get().isDaemon()).isTrue();
		this.reads.close();
		await().until(() -> !this.thread.get().isAlive());
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::readForever)
			.withMessageContaining("slow");
	}

	@Test
	void interruptEndsTheWaitForReadsAndIsKept() {
		readForever();
		Thread.currentThread().interrupt();
		this.reads.close();
		assertThat(Thread.interrupted()).isTrue();
	}

}
