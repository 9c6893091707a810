package dev.pennon;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.bigsegment.BigSegmentManager;
import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.event.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, stops and closes what a client consists of.
 *
 * <pre>
 *           start            stop
 *    NEW ----------&gt; RUNNING -----&gt; STOPPED        any --close--&gt; CLOSED
 *                       ^              |
 *                       +----start-----+
 * </pre>
 *
 * A lock orders the changes of phase, and the calls of the source's {@code start} and
 * {@code stop} with them; nobody waits for flags while holding it, so a client can be
 * stopped or closed while another thread waits in {@code start}.
 */
final class Lifecycle {

	private static final Logger logger = LoggerFactory.getLogger(FlagClient.class);

	private final ReentrantLock changing = new ReentrantLock();

	private final FlagData data;

	private final UpdateProcessor source;

	private final DataSourceUpdates updates;

	private final Startup startup;

	private final EventProcessor events;

	private final @Nullable BigSegmentManager bigSegments;

	private final boolean offline;

	private final List<AutoCloseable> owned;

	private volatile Phase phase = Phase.NEW;

	/**
	 * Creates the life of a client that is not started.
	 * @param data what evaluations may read between start and close
	 * @param source the source of flags
	 * @param updates knows the state of the source
	 * @param startup waits for the first flags
	 * @param events delivers events
	 * @param bigSegments polls the big segment store, or null if there is none
	 * @param offline whether evaluations may never read
	 * @param owned what to close at the end, in order
	 */
	Lifecycle(FlagData data, UpdateProcessor source, DataSourceUpdates updates, Startup startup, EventProcessor events,
			@Nullable BigSegmentManager bigSegments, boolean offline, List<AutoCloseable> owned) {
		this.data = data;
		this.source = source;
		this.updates = updates;
		this.startup = startup;
		this.events = events;
		this.bigSegments = bigSegments;
		this.offline = offline;
		this.owned = List.copyOf(owned);
	}

	void start() {
		DataSourceErrorInfo earlierError = this.updates.statusProvider().getStatus().lastError();
		if (!startSource()) {
			return;
		}
		try {
			this.startup.await(earlierError, this::isRunning);
		}
		catch (FlagClientStartException ex) {
			stop();
			throw ex;
		}
	}

	private boolean startSource() {
		this.changing.lock();
		try {
			if (this.phase == Phase.CLOSED) {
				throw new IllegalStateException("The client is closed and cannot be started again; build another one");
			}
			if (this.phase == Phase.RUNNING) {
				return false;
			}
			if (this.phase == Phase.STOPPED) {
				this.updates.updateStatus(DataSourceState.INITIALIZING, null);
			}
			this.source.start();
			startEvents();
			if (this.bigSegments != null) {
				this.bigSegments.start();
			}
			this.phase = Phase.RUNNING;
			if (!this.offline) {
				this.data.open();
			}
			return true;
		}
		finally {
			this.changing.unlock();
		}
	}

	void stop() {
		this.changing.lock();
		try {
			if (this.phase == Phase.RUNNING) {
				this.phase = Phase.STOPPED;
				stopSource();
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	void close() {
		this.changing.lock();
		try {
			if (this.phase == Phase.CLOSED) {
				return;
			}
			boolean running = this.phase == Phase.RUNNING;
			this.phase = Phase.CLOSED;
			this.data.close();
			if (running) {
				stopSource();
			}
		}
		finally {
			this.changing.unlock();
		}
		this.owned.forEach(Lifecycle::closeQuietly);
	}

	private void stopSource() {
		try {
			this.source.stop();
		}
		catch (RuntimeException ex) {
			logger.warn("The data source could not be stopped", ex);
		}
		this.updates.updateStatus(DataSourceState.OFF, null);
		flushEvents();
	}

	// An event processor of the application's own may do anything
	private void startEvents() {
		try {
			this.events.start();
		}
		catch (RuntimeException ex) {
			logger.warn("The event processor could not be started", ex);
		}
	}

	private void flushEvents() {
		try {
			this.events.flush();
		}
		catch (RuntimeException ex) {
			logger.warn("The event processor could not be flushed", ex);
		}
	}

	private static void closeQuietly(AutoCloseable part) {
		try {
			part.close();
		}
		catch (Exception ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			logger.warn("A part of the client could not be closed: {}", part.getClass().getName(), ex);
		}
	}

	/** Returns whether the client wants flags. */
	boolean isRunning() {
		return this.phase == Phase.RUNNING;
	}

	/**
	 * Returns whether the source has delivered, since the first start until the close.
	 */
	boolean isInitialized() {
		Phase phase = this.phase;
		return (phase == Phase.RUNNING || phase == Phase.STOPPED) && this.source.isInitialized();
	}

	private enum Phase {

		NEW, RUNNING, STOPPED, CLOSED

	}

}
