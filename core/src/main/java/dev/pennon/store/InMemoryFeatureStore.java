package dev.pennon.store;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the memory of this process. A read takes no lock and allocates
 * nothing; an update to one item does not copy the others.
 * <p>
 * Readers see one immutable state through a volatile reference; writers replace it, one
 * after the other under a lock.
 */
public final class InMemoryFeatureStore implements SnapshotFeatureStore, DiagnosticDescription {

	private final ReentrantLock writing = new ReentrantLock();

	private volatile InMemoryState state = InMemoryState.EMPTY;

	/**
	 * Creates a store without data, which is not initialized.
	 */
	public InMemoryFeatureStore() {
	}

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return this.state.get(kind, key);
	}

	@Override
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return this.state.all(kind);
	}

	@Override
	public boolean isInitialized() {
		return this.state.isInitialized();
	}

	@Override
	public ReadOnlyStore snapshot() {
		return this.state;
	}

	@Override
	public void init(FullDataSet allData) {
		InMemoryState replacement = InMemoryState.of(allData);
		this.writing.lock();
		try {
			this.state = replacement;
		}
		finally {
			this.writing.unlock();
		}
	}

	@Override
	public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
		this.writing.lock();
		try {
			InMemoryState current = this.state;
			InMemoryState next = current.with(kind, item);
			this.state = next;
			return next != current;
		}
		finally {
			this.writing.unlock();
		}
	}

	@Override
	public boolean needsJson() {
		return false;
	}

	@Override
	public String describeConfiguration(DiagnosticConfiguration configuration) {
		return "memory";
	}

}
