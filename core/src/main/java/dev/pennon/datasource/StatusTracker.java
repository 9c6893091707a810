package dev.pennon.datasource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Listeners;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of a data source, tells its listeners, and logs one line when it
 * changes.
 * <p>
 * <pre>
 *   INITIALIZING --VALID--&gt; VALID --INTERRUPTED--&gt; INTERRUPTED
 *      |   ^                ^ |                     | |   ^
 *      |   +--INTERRUPTED   | |  +------VALID-------+ |   +--INTERRUPTED
 *      |     (error kept)   | |  |                    |     (error kept)
 *      |                    +-|--+                    |
 *      +------OFF---&gt; OFF &lt;--+----------OFF-----------+
 * </pre> The status is read through a volatile field; a lock orders the changes, and the
 * listeners' events with them.
 */
final class StatusTracker implements DataSourceStatusProvider {

	// The class that operators know, not this one
	private static final Logger logger = LoggerFactory.getLogger(DataSourceUpdates.class);

	private final ReentrantLock changing = new ReentrantLock();

	private final Listeners<DataSourceStatus> listeners;

	private final InstantSource clock;

	private volatile DataSourceStatus status;

	StatusTracker(ListenerDispatcher dispatcher, InstantSource clock) {
		this.listeners = new Listeners<>(dispatcher);
		this.clock = clock;
		this.status = new DataSourceStatus(DataSourceState.INITIALIZING, clock.instant(), null);
	}

	void update(DataSourceState reported, @Nullable DataSourceErrorInfo error) {
		this.changing.lock();
		try {
			DataSourceStatus current = this.status;
			boolean neverWorked = current.state() == DataSourceState.INITIALIZING;
			DataSourceState state = (neverWorked && reported == DataSourceState.INTERRUPTED) ? current.state()
					: reported;
			boolean changed = state != current.state();
			if (!changed && error == null) {
				return;
			}
			DataSourceStatus next = new DataSourceStatus(state, changed ? this.clock.instant() : current.stateSince(),
					(error != null) ? error : current.lastError());
			this.status = next;
			log(current, next, error);
			this.listeners.dispatch(next);
		}
		finally {
			this.changing.unlock();
		}
	}

	@Override
	public DataSourceStatus getStatus() {
		return this.status;
	}

	@Override
	public void addListener(Consumer<DataSourceStatus> listener) {
		this.listeners.add(listener);
	}

	@Override
	public void removeListener(Consumer<DataSourceStatus> listener) {
		this.listeners.remove(listener);
	}

	private static void log(DataSourceStatus before, DataSourceStatus after, @Nullable DataSourceErrorInfo error) {
		if (before.state() == after.state()) {
			if (after.state() == DataSourceState.INITIALIZING && before.lastError() == null) {
				logger.warn("The data source has no data yet and goes on trying: {}", describe(error));
			}
			return;
		}
		switch (after.state()) {
			case INITIALIZING -> logger.info("The data source begins");
			case VALID -> logValid(before, after.stateSince());
			case INTERRUPTED ->
				logger.warn("The data source is interrupted, the last good data stays in use: {}", describe(error));
			case OFF -> logOff(error);
		}
	}

	private static void logValid(DataSourceStatus before, Instant now) {
		if (before.state() == DataSourceState.INTERRUPTED) {
			logger.info("The data source is back after {} s", Duration.between(before.stateSince(), now).toSeconds());
		}
		else {
			logger.info("The data source has delivered its data");
		}
	}

	private static void logOff(@Nullable DataSourceErrorInfo error) {
		if (error != null) {
			logger.error("The data source has ended for good, the last good data stays in use: {}", describe(error));
		}
		else {
			logger.info("The data source has ended");
		}
	}

	private static String describe(@Nullable DataSourceErrorInfo error) {
		if (error == null) {
			return "no reason given";
		}
		String code = (error.statusCode() != 0) ? " " + error.statusCode() : "";
		return error.kind() + code + ", " + error.message();
	}

}
