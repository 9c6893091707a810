package dev.pennon.datasource.http;

import java.time.Duration;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.internal.concurrent.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source does between a start and the stop that follows: one attempt after the
 * other, each followed by a wait, all on the thread of its scheduler. A volatile flag
 * tells that thread of the end; everything else belongs to it.
 */
abstract class SourceRun {

	private static final Logger logger = LoggerFactory.getLogger(SourceRun.class);

	private final SourceParts parts;

	private final Scheduler scheduler;

	private boolean defectLogged;

	private volatile boolean ended;

	SourceRun(SourceParts parts) {
		this.parts = parts;
		this.scheduler = parts.schedulers().get();
	}

	final void begin() {
		this.scheduler.schedule(Duration.ZERO, this::attemptAndGoOn);
	}

	/** Breaks off what is under way, and waits for the thread for a second at most. */
	final void end() {
		this.ended = true;
		breakOff();
		this.scheduler.close();
	}

	final boolean isEnded() {
		return this.ended;
	}

	/**
	 * Makes an attempt, and returns how long to wait before the next. Whatever it throws
	 * is reported, unless the run has ended.
	 */
	abstract Duration attempt() throws Exception;

	/** Returns how long to wait after a failure, which has been reported. */
	abstract Duration delayAfter(boolean unexpected);

	/** Returns whether an unexpected failure has made attempts rare already. */
	abstract boolean isSlow();

	/** Breaks off an attempt that is under way. Called by another thread. */
	abstract void breakOff();

	/** Returns what is asked, for messages. */
	abstract String where();

	private void attemptAndGoOn() {
		if (this.ended) {
			return;
		}
		Duration delay;
		try {
			delay = attempt();
		}
		// Nothing but a stop may end a source, not even a defect of our own.
		catch (Exception | Error ex) {
			delay = this.ended ? Duration.ZERO : delayAfterReporting(ex);
		}
		if (!this.ended) {
			this.scheduler.schedule(delay, this::attemptAndGoOn);
		}
	}

	private Duration delayAfterReporting(Throwable thrown) {
		SourceFailure failure = SourceFailure.of(where(), thrown, this.parts.clock().instant());
		if (failure.isDefect() && !this.defectLogged) {
			this.defectLogged = true;
			logger.error("The data source goes on after an error that it does not know", thrown);
		}
		if (failure.unexpected() && !isSlow()) {
			logger.error("The data source asks only about every {} minutes until this is mended: {}",
					RetryDelay.EXTENDED_DELAY.toMinutes(), failure.error().message());
		}
		this.parts.sink().updateStatus(DataSourceState.INTERRUPTED, failure.error());
		return delayAfter(failure.unexpected());
	}

}
