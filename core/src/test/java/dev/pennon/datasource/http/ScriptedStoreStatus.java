package dev.pennon.datasource.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.pennon.store.DataStoreStatus;
import dev.pennon.store.DataStoreStatusProvider;

/**
 * The status of a store, as a test says.
 */
final class ScriptedStoreStatus implements DataStoreStatusProvider {

	private final List<Consumer<DataStoreStatus>> listeners = new CopyOnWriteArrayList<>();

	private volatile DataStoreStatus status = new DataStoreStatus(true, false);

	void change(boolean available, boolean stale) {
		this.status = new DataStoreStatus(available, stale);
		this.listeners.forEach((listener) -> listener.accept(this.status));
	}

	int listeners() {
		return this.listeners.size();
	}

	@Override
	public DataStoreStatus getStatus() {
		return this.status;
	}

	@Override
	public boolean isMonitoringEnabled() {
		return true;
	}

	@Override
	public void addListener(Consumer<DataStoreStatus> listener) {
		this.listeners.add(listener);
	}

	@Override
	public void removeListener(Consumer<DataStoreStatus> listener) {
		this.listeners.remove(listener);
	}

}
