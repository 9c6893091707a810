package dev.pennon.internal.collection;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * An immutable set of strings that costs about seven bytes an element beside the strings,
 * less than a fifth of what a {@code HashSet} costs, which counts when a thousand
 * segments list their keys. It is an open table with linear probing. Beside each element
 * lies a tag, some bits of its hash, so that a search hardly ever looks at a string that
 * is not the one it looks for.
 */
public class StringSet implements KeySet {

	/** Spreads hashes of strings, which differ little for keys that are numbered. */
	private static final int MULTIPLIER = 0x9E3779B9;

	private static final byte NO_ELEMENT = 0;

	private static final StringSet EMPTY = new StringSet(2);

	private final byte[] tags;

	private final @Nullable String[] elements;

	/**
	 * The length of the arrays. To read it from an array itself takes as long as reading
	 * a slot, and no slot could be read before.
	 */
	private final int capacity;

	private int size;

	private StringSet(int capacity) {
		this.tags = new byte[capacity];
		this.elements = new @Nullable String[capacity];
		this.capacity = capacity;
	}

	/**
	 * Creates a set with the elements of another one, for a class that is a set besides
	 * what else it is.
	 * @param other the set, of which nothing is copied
	 */
	protected StringSet(StringSet other) {
		this.tags = other.tags;
		this.elements = other.elements;
		this.capacity = other.capacity;
		this.size = other.size;
	}

	/**
	 * Returns a set of the given strings.
	 * @param elements the strings; duplicates count once
	 * @return the set
	 */
	public static StringSet copyOf(Collection<String> elements) {
		if (elements.isEmpty()) {
			return EMPTY;
		}
		StringSet set = new StringSet(capacityFor(elements.size()));
		for (String element : elements) {
			set.add(element);
		}
		return set;
	}

	/** Leaves a quarter of the table empty. */
	private static int capacityFor(int elements) {
		return elements + elements / 3 + 1;
	}

	private void add(String element) {
		int hash = element.hashCode();
		int slot = slotOf(element, hash);
		if (this.tags[slot] == NO_ELEMENT) {
			this.tags[slot] = tag(spread(hash));
			this.elements[slot] = element;
			this.size++;
		}
	}

	@Override
	public boolean contains(String string, int hash) {
		int home = homeOf(spread(hash));
		byte tag = this.tags[home];
		if (tag == NO_ELEMENT) {
			return false;
		}
		// Mostly the first slot tells, and outside of a loop that costs 1 ns less
		return (tag == tag(spread(hash)) && string.equals(this.elements[home]))
				|| this.tags[slotOf(string, hash)] != NO_ELEMENT;
	}

	/**
	 * Returns the number of elements.
	 * @return the size
	 */
	public int size() {
		return this.size;
	}

	@Override
	public boolean isEmpty() {
		return this.size == 0;
	}

	/** The slot that holds the string, or else the empty slot where it belongs. */
	private int slotOf(String string, int stringHash) {
		int hash = spread(stringHash);
		byte wanted = tag(hash);
		int slot = homeOf(hash);
		byte tag = this.tags[slot];
		while (tag != NO_ELEMENT && !(tag == wanted && string.equals(this.elements[slot]))) {
			slot = (slot + 1 < this.capacity) ? slot + 1 : 0;
			tag = this.tags[slot];
		}
		return slot;
	}

	/** The slot where a search begins. */
	private int homeOf(int hash) {
		return (int) (((hash & 0xFFFF_FFFFL) * this.capacity) >>> Integer.SIZE);
	}

	private static int spread(int hash) {
		return hash * MULTIPLIER;
	}

	/** The low bits, of which the slot's number has none, made different from zero. */
	private static byte tag(int hash) {
		return (byte) (hash | 1);
	}

}
