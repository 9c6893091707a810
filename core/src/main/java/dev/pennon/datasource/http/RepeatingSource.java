package dev.pennon.datasource.http;

import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A source that makes one attempt after the other, on a thread of its own, from
 * {@link #start} to {@link #stop}, and can begin again. A lock lets starts and stops
 * happen one after the other; volatile fields carry the answers of the rest.
 */
abstract class RepeatingSource implements UpdateProcessor {

	private final ReentrantLock startingOrStopping = new ReentrantLock();

	private final DataSourceUpdateSink sink;

	private volatile @Nullable SourceRun run;

	private volatile boolean initialized;

	RepeatingSource(DataSourceUpdateSink sink) {
		this.sink = sink;
	}

	abstract SourceRun newRun();

	final void initialized() {
		this.initialized = true;
	}

	@Override
	public void start() {
		this.startingOrStopping.lock();
		try {
			if (this.run == null) {
				SourceRun started = newRun();
				this.run = started;
				this.sink.updateStatus(DataSourceState.INITIALIZING, null);
				started.begin();
			}
		}
		finally {
			this.startingOrStopping.unlock();
		}
	}

	/**
	 * Breaks the connection at once, and waits for the thread to end, for a second at
	 * most.
	 */
	@Override
	public void stop() {
		this.startingOrStopping.lock();
		try {
			SourceRun stopped = this.run;
			if (stopped != null) {
				this.run = null;
				stopped.end();
				this.sink.updateStatus(DataSourceState.OFF, null);
			}
		}
		finally {
			this.startingOrStopping.unlock();
		}
	}

	@Override
	public boolean isAlive() {
		return this.run != null;
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

}
