package dev.pennon.datasource;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * A sink over a store in memory that remembers what a source told it, and refuses data
 * while a test wants it to. Safe for use by any number of threads.
 */
public final class RecordingSink implements DataSourceUpdateSink {

	private final InMemoryFeatureStore store = new InMemoryFeatureStore();

	private final List<FullDataSet> inits = new CopyOnWriteArrayList<>();

	private final List<Status> statuses = new CopyOnWriteArrayList<>();

	private volatile boolean refusing;

	@Override
	public boolean init(FullDataSet allData) {
		this.inits.add(allData);
		if (this.refusing) {
			return false;
		}
		this.store.init(allData);
		return true;
	}

	@Override
	public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
		this.store.upsert(kind, item);
		return true;
	}

	@Override
	public void updateStatus(DataSourceState state, @Nullable DataSourceErrorInfo error) {
		this.statuses.add(new Status(state, error));
	}

	/**
	 * Sets whether to refuse full sets of data, as a sink does whose store fails.
	 * @param refusing whether to refuse
	 */
	public void setRefusing(boolean refusing) {
		this.refusing = refusing;
	}

	/**
	 * Returns the store.
	 * @return the store behind this sink
	 */
	public InMemoryFeatureStore store() {
		return this.store;
	}

	/**
	 * Returns the full sets of data.
	 * @return all that were offered, in order, those refused included
	 */
	public List<FullDataSet> inits() {
		return this.inits;
	}

	/**
	 * Returns the states that were reported.
	 * @return all of them in order, repetitions included
	 */
	public List<DataSourceState> states() {
		return this.statuses.stream().map(Status::state).toList();
	}

	/**
	 * Returns the error of the last report that had one.
	 * @return the error, or null if there was none
	 */
	public @Nullable DataSourceErrorInfo lastError() {
		DataSourceErrorInfo last = null;
		for (Status status : this.statuses) {
			last = (status.error() != null) ? status.error() : last;
		}
		return last;
	}

	private record Status(DataSourceState state, @Nullable DataSourceErrorInfo error) {

	}

}
