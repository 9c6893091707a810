package dev.pennon;

import java.util.concurrent.atomic.AtomicInteger;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;

/**
 * A source that does what a test says.
 */
final class FakeSource implements UpdateProcessor, AutoCloseable {

	final DataSourceUpdateSink sink;

	final AtomicInteger starts = new AtomicInteger();

	final AtomicInteger stops = new AtomicInteger();

	final AtomicInteger closes = new AtomicInteger();

	volatile boolean initialized;

	private final Runnable onStart;

	FakeSource(DataSourceUpdateSink sink) {
		this(sink, () -> {
		});
	}

	FakeSource(DataSourceUpdateSink sink, Runnable onStart) {
		this.sink = sink;
		this.onStart = onStart;
	}

	/** Delivers data and reports it, as a source should. */
	void deliver(String json) {
		this.sink.init(FlagFixtures.dataSet(json));
		this.initialized = true;
		this.sink.updateStatus(DataSourceState.VALID, null);
	}

	@Override
	public void start() {
		this.starts.incrementAndGet();
		this.onStart.run();
	}

	@Override
	public void stop() {
		this.stops.incrementAndGet();
	}

	@Override
	public boolean isAlive() {
		return this.starts.get() > this.stops.get();
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

	@Override
	public void close() {
		this.closes.incrementAndGet();
	}

}
