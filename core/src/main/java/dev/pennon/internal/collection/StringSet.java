package dev.pennon.internal.collection;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * An immutable set of strings that costs about seven bytes an element beside the strings,
 * less than a fifth of what a {@code HashSet} costs, which counts when a thousand
 * segments list their keys. It is an open table with tags, as {@link HashSlots} says.
 */
public class StringSet implements KeySet {

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
		StringSet set = new StringSet(HashSlots.capacityFor(elements.size()));
		for (String element : elements) {
			set.add(element);
		}
		return set;
	}

	private void add(String element) {
		int hash = element.hashCode();
		int slot = slotOf(element, hash);
		if (this.tags[slot] == HashSlots.NO_ELEMENT) {
			this.tags[slot] = HashSlots.tag(HashSlots.spread(hash));
			this.elements[slot] = element;
			this.size++;
		}
	}

	@Override
	public boolean contains(String string, int hash) {
		int spread = HashSlots.spread(hash);
		int home = HashSlots.home(spread, this.capacity);
		byte tag = this.tags[home];
		if (tag == HashSlots.NO_ELEMENT) {
			return false;
		}
		// Mostly the first slot tells, and outside of a loop that costs 1 ns less
		return (tag == HashSlots.tag(spread) && string.equals(this.elements[home]))
				|| this.tags[slotOf(string, hash)] != HashSlots.NO_ELEMENT;
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
		int spread = HashSlots.spread(stringHash);
		byte wanted = HashSlots.tag(spread);
		int slot = HashSlots.home(spread, this.capacity);
		byte tag = this.tags[slot];
		while (tag != HashSlots.NO_ELEMENT && !(tag == wanted && string.equals(this.elements[slot]))) {
			slot = HashSlots.next(slot, this.capacity);
			tag = this.tags[slot];
		}
		return slot;
	}

}
