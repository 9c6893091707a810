package dev.pennon.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.internal.concurrent.ReadThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BackgroundReadsTests {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(ReadThreads.class);

	private final BackgroundReads reads = new BackgroundReads();

	private final AtomicReference<Thread> thread = new AtomicReference<>();

	private final CountDownLatch answer = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.answer.countDown();
		this.reads.close();
	}

	private void read(Runnable read) {
		this.reads.execute(() -> {
			this.thread.set(Thread.currentThread());
			read.run();
		});
		await().until(() -> this.thread.get() != null);
	}

	private void readUntilInterrupted() {
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void readWhateverHappens() {
		boolean answered = false;
		while (!answered) {
			try {
				this.answer.await();
				answered = true;
			}
			catch (InterruptedException ex) {
				// The database does not notice
			}
		}
	}

	@Test
	void closeEndsReadsAndTheirThreads() {
		read(this::readUntilInterrupted);
		assertThat(this.thread.get().isDaemon()).isTrue();
		this.reads.close();
		await().until(() -> !this.thread.get().isAlive());
		assertThat(this.log.events()).isEmpty();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.reads.execute(() -> {
		})).withMessageContaining("slow");
	}

	@Test
	void readThatDoesNotEndIsLeftBehindAndNamed() {
		read(this::readWhateverHappens);
		this.reads.close();
		assertThat(this.thread.get().isAlive()).isTrue();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains("did not end within");
	}

	@Test
	void interruptEndsTheWaitForReadsAndIsKept() {
		read(this::readWhateverHappens);
		Thread.currentThread().interrupt();
		this.reads.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.thread.get().isAlive()).isTrue();
	}

}
