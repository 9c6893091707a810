package dev.pennon.internal.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map from strings to values, neither of them null. {@link #with} and
 * {@link #without} return another map, which shares nearly everything with this one; the
 * methods of {@link Map} that would change it throw
 * {@link UnsupportedOperationException}.
 * <p>
 * It is a hash table whose slots lie in chunks, about as many chunks as a chunk has
 * slots. So a change copies two arrays, each as long as the square root of the table (2
 * kB together at 10,000 entries); a trie of 32-way nodes copies as much and a lookup in
 * it reads more. A key and its value lie side by side in the slot, where a
 * {@link java.util.HashMap} has to read an object in between: 4 ns with a few hundred
 * entries. Only keys that share a slot are in a chain, a third of them at most. When the
 * table is three eighths full, {@code with} moves everything into one of twice the size.
 *
 * @param <V> the type of the values
 */
public final class PersistentMap<V> extends AbstractMap<String, V> {

	private static final PersistentMap<?> EMPTY = new PersistentMap<>(newTable(0), 0);

	// The chunk of slot i is chunks[i >>> chunkBits]. In it the key is at the place
	// 2 * (i & chunkMask) and the value at the next one; if several keys share the slot,
	// the first of the two is null and the second a chain. Never modified once the map is
	// constructed.
	private final @Nullable Object[][] chunks;

	private final int chunkBits;

	private final int chunkMask;

	private final int slotMask;

	private final int size;

	private PersistentMap(@Nullable Object[][] chunks, int size) {
		int chunkLength = chunks[0].length / 2;
		this.chunks = chunks;
		this.chunkBits = Integer.numberOfTrailingZeros(chunkLength);
		this.chunkMask = chunkLength - 1;
		this.slotMask = chunks.length * chunkLength - 1;
		this.size = size;
	}

	/**
	 * Returns the map without entries.
	 * @param <V> the type of the values
	 * @return an empty map
	 */
	@SuppressWarnings("unchecked")
	public static <V> PersistentMap<V> empty() {
		return (PersistentMap<V>) EMPTY;
	}

	/**
	 * Returns a map with the entries of another one.
	 * @param <V> the type of the values
	 * @param entries no key and no value is null
	 * @return a map that does not change with {@code entries}
	 */
	@SuppressWarnings("unchecked")
	public static <V> PersistentMap<V> copyOf(Map<String, ? extends V> entries) {
		if (entries instanceof PersistentMap<?> map) {
			return (PersistentMap<V>) map;
		}
		return copyOf(entries, tableBitsFor(entries.size()));
	}

	private static <V> PersistentMap<V> copyOf(Map<String, ? extends V> entries, int tableBits) {
		PersistentMap<V> map = new PersistentMap<>(newTable(tableBits), entries.size());
		entries.forEach((key, value) -> {
			int slot = map.slotOf(key);
			map.setChain(map.chunks[slot >>> map.chunkBits], slot, new Node<>(key, value, map.chainAt(slot)));
		});
		return map;
	}

	private static @Nullable Object[][] newTable(int tableBits) {
		int chunkBits = tableBits / 2;
		return new @Nullable Object[1 << (tableBits - chunkBits)][2 << chunkBits];
	}

	private static int tableBitsFor(int size) {
		int bits = 0;
		while (capacity(1L << bits) < size) {
			bits++;
		}
		return bits;
	}

	private static long capacity(long slots) {
		return (slots == 1) ? 1 : slots * 3 / 8;
	}

	/**
	 * Returns a map that has one entry more than this one, or another value in an entry.
	 * @param key the key
	 * @param value the value
	 * @return another map
	 */
	public PersistentMap<V> with(String key, V value) {
		int slot = slotOf(key);
		Node<V> chain = chainAt(slot);
		boolean present = find(chain, key) != null;
		if (!present && this.size >= capacity(this.slotMask + 1L)) {
			return copyOf(this, tableBitsFor(this.size + 1)).with(key, value);
		}
		Node<V> others = present ? remove(chain, key) : chain;
		return withChain(slot, new Node<>(key, value, others), present ? this.size : this.size + 1);
	}

	/**
	 * Returns a map without an entry.
	 * @param key the key
	 * @return another map, or this one if it has no such key
	 */
	public PersistentMap<V> without(String key) {
		int slot = slotOf(key);
		Node<V> chain = chainAt(slot);
		if (find(chain, key) == null) {
			return this;
		}
		return (this.size > 1) ? withChain(slot, remove(chain, key), this.size - 1) : empty();
	}

	private PersistentMap<V> withChain(int slot, @Nullable Node<V> chain, int size) {
		@Nullable Object[][] copy = this.chunks.clone();
		@Nullable Object[] chunk = copy[slot >>> this.chunkBits].clone();
		setChain(chunk, slot, chain);
		copy[slot >>> this.chunkBits] = chunk;
		return new PersistentMap<>(copy, size);
	}

	private void setChain(@Nullable Object[] chunk, int slot, @Nullable Node<V> chain) {
		int place = placeOf(slot);
		if (chain != null && chain.next == null) {
			chunk[place] = chain.getKey();
			chunk[place + 1] = chain.getValue();
		}
		else {
			chunk[place] = null;
			chunk[place + 1] = chain;
		}
	}

	/**
	 * Returns a value. Allocates nothing.
	 * @param key the key
	 * @return the value, or null if there is none
	 */
	@Override
	@SuppressWarnings("unchecked")
	public @Nullable V get(@Nullable Object key) {
		if (!(key instanceof String text)) {
			return null;
		}
		int slot = slotOf(text);
		@Nullable Object[] chunk = this.chunks[slot >>> this.chunkBits];
		int place = placeOf(slot);
		// Behind a key lies a value, and behind none a chain, as setChain() puts them
		Object present = chunk[place];
		if (present != null) {
			return text.equals(present) ? (V) chunk[place + 1] : null;
		}
		Node<V> node = find((Node<V>) chunk[place + 1], text);
		return (node != null) ? node.getValue() : null;
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return get(key) != null;
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super V> action) {
		for (int slot = 0; slot <= this.slotMask; slot++) {
			for (Node<V> node = chainAt(slot); node != null; node = node.next) {
				action.accept(node.getKey(), node.getValue());
			}
		}
	}

	@Override
	public Set<Entry<String, V>> entrySet() {
		return new Entries();
	}

	private int slotOf(String key) {
		int hash = key.hashCode();
		return (hash ^ (hash >>> 16)) & this.slotMask;
	}

	private int placeOf(int slot) {
		return 2 * (slot & this.chunkMask);
	}

	/**
	 * The entries of a slot; what was put there by setChain() has the types read here.
	 */
	@SuppressWarnings("unchecked")
	private @Nullable Node<V> chainAt(int slot) {
		@Nullable Object[] chunk = this.chunks[slot >>> this.chunkBits];
		int place = placeOf(slot);
		Object key = chunk[place];
		Object value = chunk[place + 1];
		return (key != null && value != null) ? new Node<>((String) key, (V) value, null) : (Node<V>) value;
	}

	private static <V> @Nullable Node<V> find(@Nullable Node<V> chain, String key) {
		Node<V> node = chain;
		while (node != null && !node.getKey().equals(key)) {
			node = node.next;
		}
		return node;
	}

	private static <V> @Nullable Node<V> remove(@Nullable Node<V> chain, String key) {
		Node<V> kept = null;
		for (Node<V> node = chain; node != null; node = node.next) {
			if (!node.getKey().equals(key)) {
				kept = new Node<>(node.getKey(), node.getValue(), kept);
			}
		}
		return kept;
	}

	/** An entry, and the others whose keys share its slot. */
	private static final class Node<V> extends SimpleImmutableEntry<String, V> {

		private static final long serialVersionUID = 1;

		private final transient @Nullable Node<V> next;

		Node(String key, V value, @Nullable Node<V> next) {
			super(key, value);
			this.next = next;
		}

	}

	private final class Entries extends AbstractSet<Entry<String, V>> {

		@Override
		public int size() {
			return PersistentMap.this.size;
		}

		@Override
		public boolean contains(@Nullable Object object) {
			return object instanceof Entry<?, ?> entry && entry.getValue() != null
					&& entry.getValue().equals(PersistentMap.this.get(entry.getKey()));
		}

		@Override
		public Iterator<Entry<String, V>> iterator() {
			return new EntryIterator<>(PersistentMap.this);
		}

	}

	private static final class EntryIterator<V> implements Iterator<Entry<String, V>> {

		private final PersistentMap<V> map;

		private int slot;

		private @Nullable Node<V> next;

		EntryIterator(PersistentMap<V> map) {
			this.map = map;
			advance();
		}

		@Override
		public boolean hasNext() {
			return this.next != null;
		}

		@Override
		public Entry<String, V> next() {
			Node<V> node = this.next;
			if (node == null) {
				throw new NoSuchElementException();
			}
			this.next = node.next;
			advance();
			return node;
		}

		private void advance() {
			while (this.next == null && this.slot <= this.map.slotMask) {
				this.next = this.map.chainAt(this.slot++);
			}
		}

	}

}
