package dev.pennon;

import java.util.List;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.StoreChangeListener;
import dev.pennon.store.VersionedDataKind;

/**
 * Stands for the other process that fills the store: while it is started, listeners hear
 * of what that process changes. Whatever can be evaluated is in the store already, so
 * that nobody needs to wait for it.
 */
final class ExternalSource implements UpdateProcessor, StoreChangeListener {

	private static final List<VersionedDataKind<?>> KINDS = List.of(DataKinds.FEATURES, DataKinds.SEGMENTS);

	private final DataSourceUpdates updates;

	private final CachingStoreWrapper store;

	private volatile boolean alive;

	ExternalSource(DataSourceUpdates updates, CachingStoreWrapper store) {
		this.updates = updates;
		this.store = store;
	}

	@Override
	public void start() {
		this.alive = true;
		this.updates.updateStatus(DataSourceState.VALID, null);
		this.store.startWatching(KINDS, this);
	}

	@Override
	public void stop() {
		this.alive = false;
		this.store.stopWatching();
	}

	@Override
	public boolean isAlive() {
		return this.alive;
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

	@Override
	public boolean isWanted() {
		return this.updates.hasFlagChangeListeners();
	}

	@Override
	public void storeChanged() {
		this.updates.storeChanged();
	}

}
