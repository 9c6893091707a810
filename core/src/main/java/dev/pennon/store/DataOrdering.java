package dev.pennon.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a data set into the order in which a store that cannot write everything at once
 * must write it, so that a reader never finds an item before what it needs.
 *
 * @see VersionedDataKindWithOrdering
 */
public final class DataOrdering {

	private DataOrdering() {
	}

	/**
	 * Sorts a data set: kinds by ascending priority, those without one last, and within a
	 * kind each item after those that it depends on. Keys that are not part of the set
	 * are ignored. The order within a circle of dependencies is undefined; else kinds and
	 * items keep the order that they have.
	 * @param data the data
	 * @return the same kinds and items in another order
	 */
	public static FullDataSet sort(FullDataSet data) {
		List<VersionedDataKind<?>> kinds = new ArrayList<>(data.kinds());
		kinds.sort(Comparator.comparing(DataOrdering::priority));
		FullDataSet.Builder sorted = FullDataSet.builder();
		for (VersionedDataKind<?> kind : kinds) {
			addSorted(kind, data, sorted);
		}
		return sorted.build();
	}

	private static long priority(VersionedDataKind<?> kind) {
		return (kind instanceof VersionedDataKindWithOrdering<?> ordering) ? ordering.priority() : Long.MAX_VALUE;
	}

	private static <T extends VersionedData> void addSorted(VersionedDataKind<T> kind, FullDataSet data,
			FullDataSet.Builder sorted) {
		Map<String, T> items = data.items(kind);
		boolean inOrder = !(kind instanceof VersionedDataKindWithOrdering<T> ordering)
				|| items.values().stream().allMatch((item) -> ordering.dependencyKeys(item).isEmpty());
		sorted.itemsThatStay(kind,
				inOrder ? items : new Sorting<>((VersionedDataKindWithOrdering<T>) kind, items).sort());
	}

	/**
	 * A depth-first walk over the items of a kind. Its path is a list of its own, since a
	 * chain of dependencies may be deeper than the thread's stack.
	 */
	private static final class Sorting<T extends VersionedData> {

		private final VersionedDataKindWithOrdering<T> kind;

		private final Map<String, T> items;

		private final Set<String> entered = new HashSet<>();

		private final Deque<Step<T>> path = new ArrayDeque<>();

		private final Map<String, T> sorted = new LinkedHashMap<>();

		Sorting(VersionedDataKindWithOrdering<T> kind, Map<String, T> items) {
			this.kind = kind;
			this.items = items;
		}

		Map<String, T> sort() {
			for (String key : this.items.keySet()) {
				enter(key);
				while (!this.path.isEmpty()) {
					Step<T> step = this.path.element();
					if (step.dependencies().hasNext()) {
						enter(step.dependencies().next());
					}
					else {
						this.sorted.put(step.key(), step.item());
						this.path.remove();
					}
				}
			}
			return this.sorted;
		}

		private void enter(String key) {
			T item = this.items.get(key);
			if (item != null && this.entered.add(key)) {
				this.path.push(new Step<>(key, item, this.kind.dependencyKeys(item).iterator()));
			}
		}

	}

	private record Step<T>(String key, T item, Iterator<String> dependencies) {
	}

}
