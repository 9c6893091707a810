package dev.pennon.datasource.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

	private final List<Level> levels = new ArrayList<>();

	private int depth;

	void enterObject() {
		if (this.depth == this.levels.size()) {
			this.levels.add(new Level());
		}
		this.levels.get(this.depth++).begin(this.size);
	}

	void leaveObject() {
		this.size = this.levels.get(--this.depth).start;
	}

	/**
	 * Adds a name to the innermost object that is open.
	 * @return whether the object did not have it yet
	 */
	boolean add(String name) {
		Level level = this.levels.get(this.depth - 1);
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

	/** An object that is open, and after it others at the same depth. */
	private static final class Level {

		private int start;

		private @Nullable Set<String> many;

		void begin(int position) {
			this.start = position;
			this.many = null;
		}

	}

}
