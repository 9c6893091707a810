package dev.pennon.datasource.testdata;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;

/**
 * Feeds one client from a {@link TestData}, on the threads of those who start it and who
 * change flags. Safe for use by any number of threads; the lock of the test data carries
 * what they share.
 */
final class TestDataProcessor implements UpdateProcessor {

	private final TestData data;

	private final DataSourceUpdateSink sink;

	private final AtomicBoolean alive = new AtomicBoolean();

	private volatile boolean initialized;

	TestDataProcessor(TestData data, DataSourceUpdateSink sink) {
		this.data = data;
		this.sink = sink;
	}

	@Override
	public void start() {
		if (this.alive.compareAndSet(false, true) && this.data.attach(this.sink)) {
			this.initialized = true;
		}
	}

	@Override
	public void stop() {
		if (this.alive.compareAndSet(true, false)) {
			this.data.detach(this.sink);
		}
	}

	@Override
	public boolean isAlive() {
		return this.alive.get();
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

}
