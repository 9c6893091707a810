package dev.pennon;

import java.util.function.Consumer;

import dev.pennon.store.DataStoreStatus;
import dev.pennon.store.DataStoreStatusProvider;

/**
 * The status of a store that does not tell: it never changes.
 */
final class AlwaysAvailableStoreStatus implements DataStoreStatusProvider {

	private static final DataStoreStatus AVAILABLE = new DataStoreStatus(true, false);

	@Override
	public DataStoreStatus getStatus() {
		return AVAILABLE;
	}

	@Override
	public boolean isMonitoringEnabled() {
		return false;
	}

	@Override
	public void addListener(Consumer<DataStoreStatus> listener) {
	}

	@Override
	public void removeListener(Consumer<DataStoreStatus> listener) {
	}

}
