package dev.pennon;

import java.util.Map;

import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.RemoteFeatureStore;
import dev.pennon.store.SnapshotFeatureStore;
import org.jspecify.annotations.Nullable;

/**
 * The data that a client evaluates with, once it may. What changes is volatile: whether
 * evaluations may read, and in a store that can hand out its state, that state.
 */
final class FlagData {

	private final FeatureStore store;

	private final @Nullable SnapshotFeatureStore snapshots;

	private final @Nullable RemoteFeatureStore remote;

	private final boolean external;

	private volatile boolean open;

	/**
	 * Creates data that evaluations may not read yet.
	 * @param store holds the data
	 * @param external whether another process fills the store, so that it counts as
	 * filled whether or not it is marked as initialized
	 */
	FlagData(FeatureStore store, boolean external) {
		this.store = store;
		this.snapshots = (store instanceof SnapshotFeatureStore snapshotStore) ? snapshotStore : null;
		this.remote = store.asRemote();
		this.external = external;
	}

	/** Lets evaluations read. */
	void open() {
		this.open = true;
	}

	/** Makes every evaluation find no data from now on. */
	void close() {
		this.open = false;
	}

	/** Returns whether evaluations may read, whether or not there is data. */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * Returns what an evaluation reads.
	 * @return one state of the store if the store can tell, else the store itself or what
	 * limits the waiting for it; null if there is no data
	 */
	@Nullable ReadOnlyStore view() {
		if (!this.open) {
			return null;
		}
		if (this.remote != null && !this.external && !this.remote.isKnownInitialized()) {
			ReadOnlyStore limited = this.remote.limitedView();
			return limited.isInitialized() ? limited : null;
		}
		ReadOnlyStore view = (this.snapshots != null) ? this.snapshots.snapshot() : this.store;
		return (this.external || view.isInitialized()) ? view : null;
	}

	/**
	 * Returns what the evaluations of all flags read, which together wait no longer than
	 * one time limit.
	 * @param view where the flags come from
	 * @param flags all of them
	 */
	ReadOnlyStore withFlags(ReadOnlyStore view, Map<String, FeatureFlag> flags) {
		return (this.remote != null) ? new FlagsAtHand(flags, this.remote.limitedView()) : view;
	}

	/**
	 * Returns what an evaluation reads once it has to wait: from then on it waits for no
	 * longer than one time limit.
	 * @param view what it reads until then
	 */
	static ReadOnlyStore limited(ReadOnlyStore view) {
		RemoteFeatureStore remote = view.asRemote();
		return (remote != null) ? remote.limitedView() : view;
	}

}
