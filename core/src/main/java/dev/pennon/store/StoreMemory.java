package dev.pennon.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The last full data set that this process's own source has delivered, with what it has
 * delivered since, and which of it has not reached the database yet. Before the first
 * full set there is nothing in it.
 * <p>
 * Readers see one immutable state through a volatile reference; a lock, never held during
 * I/O, orders changes.
 */
final class StoreMemory {

	private static final int RECENT = 8;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable InMemoryState state;

	private Map<VersionedDataKind<?>, Set<String>> unwritten = new HashMap<>();

	private final Map<VersionedDataKind<?>, Set<String>> recent = new HashMap<>();

	/** Returns everything, or null before the first full data set. */
	@Nullable InMemoryState state() {
		return this.state;
	}

	boolean isFull() {
		return this.state != null;
	}

	void init(FullDataSet data) {
		InMemoryState replacement = InMemoryState.of(data);
		this.lock.lock();
		try {
			this.state = replacement;
			this.unwritten = new HashMap<>();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts an item in the place of one with a lower version.
	 * @return whether it changed anything
	 */
	<T extends VersionedData> boolean put(VersionedDataKind<T> kind, T item) {
		this.lock.lock();
		try {
			InMemoryState current = this.state;
			if (current == null) {
				return false;
			}
			InMemoryState next = current.with(kind, item);
			this.state = next;
			if (next != current) {
				remember(kind, item.key());
			}
			return next != current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remember(VersionedDataKind<?> kind, String key) {
		Set<String> keys = this.recent.computeIfAbsent(kind, (ignored) -> new LinkedHashSet<>());
		keys.remove(key);
		keys.add(key);
		if (keys.size() > RECENT) {
			keys.remove(keys.iterator().next());
		}
	}

	/**
	 * Returns the keys whose items changed last: those that an older backup of the
	 * database does not have.
	 */
	Set<String> recentlyChanged(VersionedDataKind<?> kind) {
		this.lock.lock();
		try {
			return Set.copyOf(this.recent.getOrDefault(kind, Set.of()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Notes that an item has not reached the database. */
	void addUnwritten(VersionedDataKind<?> kind, String key) {
		this.lock.lock();
		try {
			this.unwritten.computeIfAbsent(kind, (ignored) -> new LinkedHashSet<>()).add(key);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Notes that the database may hold none of this. */
	void addAllUnwritten() {
		InMemoryState current = this.state;
		if (current == null) {
			return;
		}
		this.lock.lock();
		try {
			for (VersionedDataKind<?> kind : current.kinds()) {
				this.unwritten.computeIfAbsent(kind, (ignored) -> new LinkedHashSet<>())
					.addAll(current.knownKeys(kind));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Hands over what is to be written, which counts as written from now on. */
	Map<VersionedDataKind<?>, Set<String>> takeUnwritten() {
		this.lock.lock();
		try {
			Map<VersionedDataKind<?>, Set<String>> taken = new LinkedHashMap<>();
			InMemoryState current = this.state;
			if (current != null) {
				for (VersionedDataKind<?> kind : current.kinds()) {
					Set<String> keys = this.unwritten.get(kind);
					if (keys != null) {
						taken.put(kind, keys);
					}
				}
			}
			this.unwritten = new HashMap<>();
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns the keys of a kind that the database need not hold yet. */
	Set<String> unwritten(VersionedDataKind<?> kind) {
		this.lock.lock();
		try {
			return Set.copyOf(this.unwritten.getOrDefault(kind, Set.of()));
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean hasUnwritten() {
		this.lock.lock();
		try {
			return !this.unwritten.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

}
