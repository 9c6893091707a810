package dev.pennon.internal.evaluator;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The flags or the segments that are being evaluated, each because of the one before it.
 */
final class KeyPath {

	/** Deep enough for anything that people make, and far from the end of a stack. */
	static final int MAX_DEPTH = 500;

	private static final int INITIAL_CAPACITY = 8;

	private @Nullable String[] keys = new @Nullable String[INITIAL_CAPACITY];

	/** The hashes of the keys; nearly always they alone tell that a key is not there. */
	private int[] hashes = new int[INITIAL_CAPACITY];

	private int depth;

	boolean contains(String key) {
		int hash = key.hashCode();
		for (int i = 0; i < this.depth; i++) {
			if (this.hashes[i] == hash && key.equals(this.keys[i])) {
				return true;
			}
		}
		return false;
	}

	void push(String key) {
		if (this.depth == MAX_DEPTH) {
			throw MalformedFlagException.TOO_DEEP;
		}
		if (this.depth == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, 2 * this.depth);
			this.hashes = Arrays.copyOf(this.hashes, 2 * this.depth);
		}
		this.keys[this.depth] = key;
		this.hashes[this.depth] = key.hashCode();
		this.depth++;
	}

	void pop() {
		this.keys[--this.depth] = null;
	}

}
