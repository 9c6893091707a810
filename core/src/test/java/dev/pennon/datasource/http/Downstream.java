package dev.pennon.datasource.http;

import java.time.InstantSource;
import java.util.stream.Collectors;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.InMemoryFeatureStore;
import org.jspecify.annotations.Nullable;

/**
 * All that a source delivers into, as in a client.
 */
final class Downstream implements AutoCloseable {

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final FeatureStore store;

	private final DataSourceUpdates sink;

	Downstream() {
		this(InstantSource.system());
	}

	Downstream(InstantSource clock) {
		this(clock, new InMemoryFeatureStore());
	}

	Downstream(InstantSource clock, FeatureStore store) {
		this.store = store;
		this.sink = new DataSourceUpdates(store, this.dispatcher, clock);
	}

	DataSourceUpdates sink() {
		return this.sink;
	}

	FeatureStore store() {
		return this.store;
	}

	DataSourceStatus status() {
		return this.sink.statusProvider().getStatus();
	}

	DataSourceState state() {
		return status().state();
	}

	DataSourceErrorInfo lastError() {
		DataSourceErrorInfo error = status().lastError();
		if (error == null) {
			throw new AssertionError("no error in " + status());
		}
		return error;
	}

	@Nullable FeatureFlag flag(String key) {
		return this.store.get(DataKinds.FEATURES, key);
	}

	/** The flags in the store as key and version, such as {@code a=1, b=2}. */
	String flags() {
		return this.store.all(DataKinds.FEATURES)
			.values()
			.stream()
			.map((flag) -> flag.key() + "=" + flag.version())
			.sorted()
			.collect(Collectors.joining(", "));
	}

	/** The segments in the store, likewise. */
	String segments() {
		return this.store.all(DataKinds.SEGMENTS)
			.values()
			.stream()
			.map((segment) -> segment.key() + "=" + segment.version())
			.sorted()
			.collect(Collectors.joining(", "));
	}

	@Override
	public void close() {
		this.dispatcher.close();
	}

}
