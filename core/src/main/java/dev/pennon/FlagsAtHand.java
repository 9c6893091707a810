package dev.pennon;

import java.util.Map;

import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * All flags as they were read at once, so that none is read again as another one's
 * prerequisite; everything else comes from the store.
 */
final class FlagsAtHand implements ReadOnlyStore {

	private final Map<String, FeatureFlag> flags;

	private final ReadOnlyStore store;

	FlagsAtHand(Map<String, FeatureFlag> flags, ReadOnlyStore store) {
		this.flags = flags;
		this.store = store;
	}

	// The kind of flags has no other items
	@Override
	@SuppressWarnings("unchecked")
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return (kind == DataKinds.FEATURES) ? (T) this.flags.get(key) : this.store.get(kind, key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return (kind == DataKinds.FEATURES) ? (Map<String, T>) this.flags : this.store.all(kind);
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

}
