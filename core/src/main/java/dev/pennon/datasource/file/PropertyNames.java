package dev.pennon.datasource.file;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The names of the properties that came so far in each of the objects that are open, so
 * that one that comes twice is noticed. For one thread.
 * <p>
 * Nearly all objects have so few properties that looking through a list takes no longer
 * than looking into a set. Jackson's own detection makes a set for each object, which was
 * a sixth of all that loading a file allocated.
 */
final class PropertyNames {

	private static final int FEW = 32;

	private String[] names = new String[FEW];

	private int size;

	private @Nullable Level top;

	void enterObject() {
		this.top = new Level(this.top, this.size);
	}

	void leaveObject() {
		Level left = this.top;
		if (left != null) {
			this.size = left.start;
			this.top = left.outer;
		}
	}

	/**
	 * Adds a name to the innermost object.
	 * @return whether the object did not have it yet
	 */
	boolean add(String name) {
		Level level = this.top;
		if (level == null) {
			return true;
		}
		if (level.many != null) {
			return level.many.add(name);
		}
		for (int i = level.start; i < this.size; i++) {
			if (this.names[i].equals(name)) {
				return false;
			}
		}
		if (this.size - level.start == FEW) {
			level.many = new HashSet<>(Arrays.asList(this.names).subList(level.start, this.size));
			return level.many.add(name);
		}
		if (this.size == this.names.length) {
			this.names = Arrays.copyOf(this.names, 2 * this.size);
		}
		this.names[this.size++] = name;
		return true;
	}

	/** An object that is open. */
	private static final class Level {

		private final @Nullable Level outer;

		private final int start;

		private @Nullable Set<String> many;

		Level(@Nullable Level outer, int start) {
			this.outer = outer;
			this.start = start;
		}

	}

}
