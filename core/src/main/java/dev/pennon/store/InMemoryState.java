package dev.pennon.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pennon.internal.collection.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an {@link InMemoryFeatureStore} holds at some moment. Immutable; a
 * change returns another state, which shares what it leaves alone.
 */
final class InMemoryState implements ReadOnlyStore {

	static final InMemoryState EMPTY = new InMemoryState(false, new Collection<?>[0]);

	private final boolean initialized;

	// There are two kinds as a rule, so that a scan finds one sooner than a hash table
	private final Collection<?>[] collections;

	/**
	 * That of the flags as a rule, since they depend on all others and so are given last.
	 * Each evaluation asks there first, and a scan as long as two costs it 2 ns.
	 */
	private final @Nullable Collection<?> last;

	private InMemoryState(boolean initialized, Collection<?>[] collections) {
		this.initialized = initialized;
		this.collections = collections;
		this.last = (collections.length > 0) ? collections[collections.length - 1] : null;
	}

	static InMemoryState of(FullDataSet allData) {
		InMemoryState state = new InMemoryState(true, EMPTY.collections);
		for (VersionedDataKind<?> kind : allData.kinds()) {
			state = state.with(Collection.of(kind, allData));
		}
		return state;
	}

	/**
	 * Returns the state after an update, which is this one if it holds the item's version
	 * or a higher one.
	 */
	<T extends VersionedData> InMemoryState with(VersionedDataKind<T> kind, T item) {
		Collection<T> present = collection(kind);
		Collection<T> current = (present != null) ? present : Collection.empty(kind);
		Collection<T> next = current.with(item);
		return (next != current) ? with(next) : this;
	}

	private InMemoryState with(Collection<?> collection) {
		int index = indexOf(collection.kind);
		boolean added = index == this.collections.length;
		Collection<?>[] copy = Arrays.copyOf(this.collections, added ? index + 1 : this.collections.length);
		copy[index] = collection;
		return new InMemoryState(this.initialized, copy);
	}

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		Collection<T> collection = collection(kind);
		return (collection != null) ? collection.items.get(key) : null;
	}

	@Override
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		Collection<T> collection = collection(kind);
		return (collection != null) ? collection.items : Map.of();
	}

	/** Returns an item, or its tombstone. */
	<T extends VersionedData> @Nullable T known(VersionedDataKind<T> kind, String key) {
		Collection<T> collection = collection(kind);
		return (collection != null) ? collection.known(key) : null;
	}

	List<VersionedDataKind<?>> kinds() {
		List<VersionedDataKind<?>> kinds = new ArrayList<>();
		for (Collection<?> collection : this.collections) {
			kinds.add(collection.kind);
		}
		return kinds;
	}

	/** Returns the keys of the items and tombstones of a kind. */
	Set<String> knownKeys(VersionedDataKind<?> kind) {
		Collection<?> collection = collection(kind);
		Set<String> keys = new LinkedHashSet<>();
		if (collection != null) {
			keys.addAll(collection.items.keySet());
			keys.addAll(collection.tombstones.keySet());
		}
		return keys;
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

	// A collection holds items of its own kind only, and namespaces are not shared by
	// kinds of different types
	@SuppressWarnings("unchecked")
	private <T extends VersionedData> @Nullable Collection<T> collection(VersionedDataKind<T> kind) {
		Collection<?> last = this.last;
		if (last != null && last.kind == kind) {
			return (Collection<T>) last;
		}
		for (Collection<?> collection : this.collections) {
			if (collection.kind == kind) {
				return (Collection<T>) collection;
			}
		}
		int index = indexOf(kind);
		return (index < this.collections.length) ? (Collection<T>) this.collections[index] : null;
	}

	private int indexOf(VersionedDataKind<?> kind) {
		int i = 0;
		while (i < this.collections.length && !this.collections[i].kind.namespace().equals(kind.namespace())) {
			i++;
		}
		return i;
	}

	/**
	 * The items of a kind, and apart from them the tombstones, so that readers need not
	 * tell one from the other.
	 */
	private static final class Collection<T extends VersionedData> {

		private final VersionedDataKind<T> kind;

		private final PersistentMap<T> items;

		private final PersistentMap<T> tombstones;

		private Collection(VersionedDataKind<T> kind, PersistentMap<T> items, PersistentMap<T> tombstones) {
			this.kind = kind;
			this.items = items;
			this.tombstones = tombstones;
		}

		static <T extends VersionedData> Collection<T> empty(VersionedDataKind<T> kind) {
			return new Collection<>(kind, PersistentMap.empty(), PersistentMap.empty());
		}

		static <T extends VersionedData> Collection<T> of(VersionedDataKind<T> kind, FullDataSet allData) {
			Map<String, T> given = allData.items(kind);
			Map<String, T> tombstones = new HashMap<>();
			given.forEach((key, item) -> {
				if (item.isDeleted()) {
					tombstones.put(key, item);
				}
			});
			Map<String, T> items = given;
			if (!tombstones.isEmpty()) {
				items = new HashMap<>(given);
				items.keySet().removeAll(tombstones.keySet());
			}
			return new Collection<>(kind, PersistentMap.copyOf(items), PersistentMap.copyOf(tombstones));
		}

		@Nullable T known(String key) {
			T present = this.items.get(key);
			return (present != null) ? present : this.tombstones.get(key);
		}

		Collection<T> with(T item) {
			String key = item.key();
			T known = known(key);
			if (known != null && known.version() >= item.version()) {
				return this;
			}
			return item.isDeleted()
					? new Collection<>(this.kind, this.items.without(key), this.tombstones.with(key, item))
					: new Collection<>(this.kind, this.items.with(key, item), this.tombstones.without(key));
		}

	}

}
