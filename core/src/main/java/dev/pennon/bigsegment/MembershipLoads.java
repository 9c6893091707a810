package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.pennon.internal.concurrent.ReadThreads;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for memberships: once, however many threads want the same one, and for
 * no longer than an evaluation has time. The evaluation's own thread asks, unless it has
 * used up some of its time, as the store limits a question to a whole limit only; then a
 * thread in the background does, and the answer that comes too late serves the next
 * evaluation.
 * <p>
 * Safe for use by any number of threads: futures in a concurrent map carry the answers.
 */
final class MembershipLoads implements AutoCloseable {

	/**
	 * What may have been used up before a question is no longer asked by the thread that
	 * wants to know, as a divisor of the limit. A store that answers in time is well
	 * below.
	 */
	private static final int SLACK_DIVISOR = 64;

	private final Function<String, @Nullable BigSegmentMembership> store;

	private final Duration limit;

	private final Ticker ticker;

	private final ReadThreads background = new ReadThreads("big-segments-read");

	private final ConcurrentMap<String, CompletableFuture<@Nullable BigSegmentMembership>> loads = new ConcurrentHashMap<>();

	/**
	 * Creates loads.
	 * @param store asks for the membership of a context's key, or throws
	 * @param limit how long to wait for other threads
	 * @param ticker tells whether a question comes too late
	 */
	MembershipLoads(Function<String, @Nullable BigSegmentMembership> store, Duration limit, Ticker ticker) {
		this.store = store;
		this.limit = limit;
		this.ticker = ticker;
	}

	/** Whether an evaluation has not the time any more that the store may take. */
	boolean isLate(WaitedTime waited) {
		return waited.nanos() > nanos(this.limit) / SLACK_DIVISOR;
	}

	private static long nanos(Duration duration) {
		return TimeUnit.NANOSECONDS.convert(duration);
	}

	/**
	 * Returns what the store says now.
	 * @param waited how long the evaluation has waited so far; not changed
	 * @throws TimeoutException if another thread has waited for the store for a whole
	 * limit
	 * @throws RejectedExecutionException if the evaluation has not got the answer in the
	 * time that it had left, which says nothing about the store
	 * @throws ExecutionException if another thread could not ask the store
	 */
	@Nullable BigSegmentMembership load(String contextKey, WaitedTime waited)
			throws ExecutionException, TimeoutException, InterruptedException {
		long left = nanos(this.limit) - waited.nanos();
		if (left <= 0) {
			throw new RejectedExecutionException("The evaluation has waited for " + this.limit + " already");
		}
		CompletableFuture<@Nullable BigSegmentMembership> mine = new CompletableFuture<>();
		CompletableFuture<@Nullable BigSegmentMembership> other = this.loads.putIfAbsent(contextKey, mine);
		if (other == null && !isLate(waited)) {
			return answer(contextKey, mine);
		}
		if (other == null) {
			answerInBackground(contextKey, mine, left);
		}
		try {
			return ((other != null) ? other : mine).get(left, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			if (isLate(waited)) {
				throw new RejectedExecutionException("The evaluation had no more time left", ex);
			}
			throw new TimeoutException("Another thread got no answer within " + this.limit);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ex;
		}
	}

	private @Nullable BigSegmentMembership answer(String contextKey,
			CompletableFuture<@Nullable BigSegmentMembership> mine) {
		try {
			BigSegmentMembership membership = this.store.apply(contextKey);
			mine.complete(membership);
			return membership;
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.loads.remove(contextKey, mine);
		}
	}

	private void answerInBackground(String contextKey, CompletableFuture<@Nullable BigSegmentMembership> mine,
			long left) {
		long begun = this.ticker.nanos();
		try {
			this.background.execute(() -> {
				if (this.ticker.nanos() - begun < left) {
					answerFromBackground(contextKey, mine);
				}
				else {
					refuse(contextKey, mine, new RejectedExecutionException("Nobody waits any more"));
				}
			});
		}
		catch (RejectedExecutionException ex) {
			refuse(contextKey, mine, ex);
		}
	}

	private void answerFromBackground(String contextKey, CompletableFuture<@Nullable BigSegmentMembership> mine) {
		try {
			answer(contextKey, mine);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			// Whoever waits is told by the future
		}
	}

	private void refuse(String contextKey, CompletableFuture<@Nullable BigSegmentMembership> mine,
			RejectedExecutionException reason) {
		this.loads.remove(contextKey, mine);
		mine.completeExceptionally(reason);
	}

	/**
	 * Ends the threads. Calling it again has no effect.
	 */
	@Override
	public void close() {
		this.background.close();
	}

}
