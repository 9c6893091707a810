package dev.pennon;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the first flags as the {@link StartupPolicy} says. Immutable.
 */
final class Startup {

	private static final Logger logger = LoggerFactory.getLogger(FlagClient.class);

	/** How soon a source is noticed that has data and does not report its state. */
	private static final Duration LOOK = Duration.ofMillis(50);

	private final StartupPolicy policy;

	private final Duration timeout;

	private final UpdateProcessor source;

	private final DataSourceUpdates updates;

	private final BooleanSupplier storeReachable;

	private final Ticker ticker;

	Startup(StartupPolicy policy, Duration timeout, UpdateProcessor source, DataSourceUpdates updates,
			BooleanSupplier storeReachable, Ticker ticker) {
		this.policy = policy;
		this.timeout = timeout;
		this.source = source;
		this.updates = updates;
		this.storeReachable = storeReachable;
		this.ticker = ticker;
	}

	/**
	 * Waits until there are flags or there is no use in waiting any more.
	 * @param earlierError the last error from before the source was started
	 * @param running says whether the client still wants flags
	 * @throws FlagClientStartException under {@link StartupPolicy#FAIL_FAST} if there are
	 * no flags, or their store cannot be reached
	 */
	void await(@Nullable DataSourceErrorInfo earlierError, BooleanSupplier running) {
		if (this.policy == StartupPolicy.BACKGROUND) {
			return;
		}
		if (!isReadyInTime(earlierError, running)) {
			DataSourceStatus status = status();
			unready(StartupProblem.describe(status, newError(status, earlierError), isSourceMissing()), running);
		}
		else if (this.policy == StartupPolicy.FAIL_FAST && !this.storeReachable.getAsBoolean()) {
			unready(StartupProblem.STORE_UNREACHABLE, running);
		}
	}

	private void unready(String problem, BooleanSupplier running) {
		if (this.policy == StartupPolicy.FAIL_FAST) {
			throw new FlagClientStartException("The client cannot start with its flags: " + problem, status());
		}
		if (running.getAsBoolean()) {
			logger.warn("The client starts without flags, and evaluations give the caller's default until they "
					+ "arrive: {}", problem);
		}
	}

	private DataSourceStatus status() {
		return this.updates.statusProvider().getStatus();
	}

	private boolean isReadyInTime(@Nullable DataSourceErrorInfo earlierError, BooleanSupplier running) {
		BooleanSupplier decided = () -> this.source.isInitialized() || isHopeless(earlierError)
				|| !running.getAsBoolean();
		long begin = this.ticker.nanos();
		try {
			Duration left = this.timeout;
			while (!this.updates.awaitUntil(decided, (left.compareTo(LOOK) < 0) ? left : LOOK) && isPositive(left)) {
				left = this.timeout.minusNanos(this.ticker.nanos() - begin);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.source.isInitialized();
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	private boolean isHopeless(@Nullable DataSourceErrorInfo earlierError) {
		DataSourceStatus status = status();
		DataSourceErrorInfo error = newError(status, earlierError);
		return isSourceMissing() || status.state() == DataSourceState.OFF
				|| (error != null && StartupProblem.isPermanent(error));
	}

	private boolean isSourceMissing() {
		return this.source instanceof IdleSource idle && idle.isMissing();
	}

	private static @Nullable DataSourceErrorInfo newError(DataSourceStatus status,
			@Nullable DataSourceErrorInfo earlierError) {
		return Objects.equals(status.lastError(), earlierError) ? null : status.lastError();
	}

}
