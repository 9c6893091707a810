package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A question to the database on behalf of everyone who asks it at the same time. The
 * thread that began it answers; the others wait, but no longer than they were told to.
 * <p>
 * The answer reaches the others through the future. What has overtaken it is guarded by
 * whatever orders the writes to the cache slot that the answer is meant for.
 *
 * @param <V> the type of the answer
 */
final class SingleLoad<V> {

	private final CompletableFuture<V> answer = new CompletableFuture<>();

	private boolean overtakenByWrite;

	private boolean overtakenByExpiry;

	/** Tells that the slot was written meanwhile, so that the answer may be old. */
	void overtakeByWrite() {
		this.overtakenByWrite = true;
	}

	/**
	 * Tells that the slot was made to expire meanwhile, so that the answer may be old.
	 */
	void overtakeByExpiry() {
		this.overtakenByExpiry = true;
	}

	/** Whether the answer may be old, so that nobody else may join. */
	boolean isOvertaken() {
		return this.overtakenByWrite || this.overtakenByExpiry;
	}

	/** Whether something newer than the answer was known to this process. */
	boolean isOvertakenByWrite() {
		return this.overtakenByWrite;
	}

	void answer(V value) {
		this.answer.complete(value);
	}

	void fail(Throwable failure) {
		this.answer.completeExceptionally(failure);
	}

	/** Answers with what the database says, or with how it failed. */
	void answerWith(Supplier<V> database) {
		try {
			answer(database.get());
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		catch (Error ex) {
			fail(ex);
			throw ex;
		}
	}

	V await(Duration limit) {
		try {
			return this.answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new StoreUnavailableException("Another thread failed to ask the store", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new StoreUnavailableException("The store has not answered another thread within " + limit, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("Interrupted while another thread asked the store", ex);
		}
	}

}
