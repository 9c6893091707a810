package dev.pennon;

import java.util.function.BooleanSupplier;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;

/**
 * Stands in for a source where the client has none: it does nothing, but its state says
 * whether nothing needs to be done.
 */
final class IdleSource implements UpdateProcessor {

	private final DataSourceUpdateSink sink;

	private final DataSourceState stateWhenStarted;

	private final BooleanSupplier initialized;

	private volatile boolean alive;

	private IdleSource(DataSourceUpdateSink sink, DataSourceState stateWhenStarted, BooleanSupplier initialized) {
		this.sink = sink;
		this.stateWhenStarted = stateWhenStarted;
		this.initialized = initialized;
	}

	/** A source that is always as good as it gets: nobody needs it. */
	static IdleSource unneeded(DataSourceUpdateSink sink) {
		return new IdleSource(sink, DataSourceState.VALID, () -> true);
	}

	/** A source that is missing: there is data only if something else fills the store. */
	static IdleSource missing(DataSourceUpdateSink sink, BooleanSupplier initialized) {
		return new IdleSource(sink, DataSourceState.INITIALIZING, initialized);
	}

	/** Whether there is any use in waiting for this source to deliver something. */
	boolean isMissing() {
		return this.stateWhenStarted == DataSourceState.INITIALIZING;
	}

	@Override
	public void start() {
		this.alive = true;
		this.sink.updateStatus(this.stateWhenStarted, null);
	}

	@Override
	public void stop() {
		this.alive = false;
	}

	@Override
	public boolean isAlive() {
		return this.alive;
	}

	@Override
	public boolean isInitialized() {
		return this.initialized.getAsBoolean();
	}

}
