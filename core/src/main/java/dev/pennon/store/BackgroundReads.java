package dev.pennon.store;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.pennon.internal.concurrent.ReadThreads;

/**
 * Asks the database on behalf of evaluations that have not enough time left to ask it
 * themselves: such a read may take a whole limit, and the evaluation waits for what
 * remains of its own. The threads exist only while a database is slow.
 * <p>
 * Safe for use by any number of threads; {@link ReadThreads} carries the reads.
 */
final class BackgroundReads implements Executor, AutoCloseable {

	private final ReadThreads threads = new ReadThreads("store-read");

	/**
	 * Runs a read as soon as a thread is free.
	 * @param read asks the database, and tells whoever waits of the answer and of
	 * failures
	 * @throws StoreUnavailableException if too many wait already, or this is closed
	 */
	@Override
	public void execute(Runnable read) {
		try {
			this.threads.execute(read);
		}
		catch (RejectedExecutionException ex) {
			throw new StoreUnavailableException("The feature store is slow: too many evaluations wait for it", ex);
		}
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
