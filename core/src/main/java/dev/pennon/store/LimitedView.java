package dev.pennon.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one evaluation reads of a {@link CachingStoreWrapper}, with one deadline for all
 * of it. For one thread.
 */
final class LimitedView implements ReadOnlyStore {

	private final CachingStoreWrapper store;

	private final CachedReads reads;

	private final ReadDeadline deadline;

	LimitedView(CachingStoreWrapper store, CachedReads reads) {
		this.store = store;
		this.reads = reads;
		this.deadline = reads.newDeadline();
	}

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return this.reads.get(kind, key, this.deadline);
	}

	@Override
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return this.reads.all(kind);
	}

	@Override
	public boolean isInitialized() {
		return this.deadline.isNear() ? this.store.isKnownInitialized() : this.store.isInitialized();
	}

}
