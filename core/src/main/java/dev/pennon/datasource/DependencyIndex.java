package dev.pennon.datasource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * The versions of all items and who depends on whom: keys and edges, no items. Recording
 * one item takes as long as that item has edges, however many items there are. For one
 * thread at a time.
 */
final class DependencyIndex {

	private final ItemDependencies dependencies;

	private final Map<VersionedDataKind<?>, Map<String, Node>> nodesByKind = new HashMap<>();

	/**
	 * Creates an index.
	 * @param dependencies what items depend on
	 * @param items finds the items of a kind, tombstones allowed
	 */
	DependencyIndex(ItemDependencies dependencies,
			Function<VersionedDataKind<?>, Map<String, ? extends VersionedData>> items) {
		this.dependencies = dependencies;
		dependencies.kinds().forEach((kind) -> this.nodesByKind.put(kind, new HashMap<>()));
		dependencies.kinds().forEach((kind) -> items.apply(kind).forEach((key, item) -> put(kind, key, item)));
	}

	/**
	 * Records an item in place of the one that was known under its key.
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @param item the item; a tombstone is not kept, but those that depend on it are
	 */
	void put(VersionedDataKind<?> kind, String key, VersionedData item) {
		if (!this.nodesByKind.containsKey(kind)) {
			return;
		}
		Node node = nodeFor(kind, key);
		node.version = item.isDeleted() ? null : item.version();
		Set<Node> before = node.dependencies;
		node.dependencies = item.isDeleted() ? Set.of() : dependenciesOf(kind, item);
		node.dependencies.forEach((dependency) -> dependency.addDependent(node));
		for (Node dependency : before) {
			if (!node.dependencies.contains(dependency)) {
				dependency.removeDependent(node);
				removeIfUnused(dependency);
			}
		}
		removeIfUnused(node);
	}

	/**
	 * Returns the flags whose meaning may have changed with an item.
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @return a change for each flag
	 */
	List<FlagChange> changesBy(VersionedDataKind<?> kind, String key) {
		Map<String, Node> nodes = this.nodesByKind.get(kind);
		if (nodes == null) {
			return List.of();
		}
		Node node = nodes.get(key);
		if (node == null || node.dependents.isEmpty()) {
			return this.dependencies.isAnnounced(kind) ? List.of(new FlagChange(key)) : List.of();
		}
		return flagsAffectedBy(List.of(node));
	}

	/**
	 * Returns the flags whose meaning may have changed since an earlier state. An item
	 * counts as changed that is in one of the two states only, or has a higher version in
	 * this one.
	 * @param earlier the state before
	 * @return a change for each flag
	 */
	List<FlagChange> changesSince(DependencyIndex earlier) {
		return flagsAffectedSince(earlier, DependencyIndex::isRaised);
	}

	/**
	 * Returns the flags whose meaning may have changed since an earlier state, where the
	 * store itself says what holds: an item counts as changed that is in one of the two
	 * states only, or has another version.
	 * @param earlier the state before
	 * @return a change for each flag
	 */
	List<FlagChange> differencesFrom(DependencyIndex earlier) {
		return flagsAffectedSince(earlier, (before, now) -> !before.equals(now));
	}

	private List<FlagChange> flagsAffectedSince(DependencyIndex earlier, BiPredicate<Long, Long> isOther) {
		List<Node> changed = new ArrayList<>();
		this.nodesByKind.forEach((kind, nodes) -> {
			Map<String, Node> earlierNodes = earlier.nodesByKind.getOrDefault(kind, Map.of());
			for (Node node : nodes.values()) {
				if (isChanged(earlierNodes.get(node.key), node, isOther)) {
					changed.add(node);
				}
			}
			for (Node node : earlierNodes.values()) {
				if (node.version != null && !nodes.containsKey(node.key)) {
					changed.add(new Node(kind, node.key));
				}
			}
		});
		return flagsAffectedBy(changed);
	}

	private static boolean isRaised(Long earlier, Long now) {
		return earlier < now;
	}

	private static boolean isChanged(@Nullable Node earlier, Node now, BiPredicate<Long, Long> isOther) {
		Long earlierVersion = (earlier != null) ? earlier.version : null;
		Long version = now.version;
		if (earlierVersion == null || version == null) {
			return (earlierVersion == null) != (version == null);
		}
		return isOther.test(earlierVersion, version);
	}

	private List<FlagChange> flagsAffectedBy(Collection<Node> changed) {
		List<FlagChange> flags = new ArrayList<>();
		Set<Node> found = new HashSet<>(changed);
		Deque<Node> open = new ArrayDeque<>(changed);
		while (!open.isEmpty()) {
			Node node = open.remove();
			if (this.dependencies.isAnnounced(node.kind)) {
				flags.add(new FlagChange(node.key));
			}
			for (Node dependent : node.dependents) {
				if (found.add(dependent)) {
					open.add(dependent);
				}
			}
		}
		return flags;
	}

	private Set<Node> dependenciesOf(VersionedDataKind<?> kind, VersionedData item) {
		Set<Node> found = new HashSet<>();
		this.dependencies.find(kind, item, (targetKind, targetKey) -> found.add(nodeFor(targetKind, targetKey)));
		return found.isEmpty() ? Set.of() : found;
	}

	private Node nodeFor(VersionedDataKind<?> kind, String key) {
		return this.nodesByKind.computeIfAbsent(kind, (unknown) -> new HashMap<>())
			.computeIfAbsent(key, (unknown) -> new Node(kind, key));
	}

	private void removeIfUnused(Node node) {
		Map<String, Node> nodes = this.nodesByKind.get(node.kind);
		if (nodes != null && node.version == null && node.dependents.isEmpty()) {
			nodes.remove(node.key);
		}
	}

	/** An item, or one that is not there but that others depend on. */
	private static final class Node {

		private final VersionedDataKind<?> kind;

		private final String key;

		/** Null if there is no such item. */
		private @Nullable Long version;

		private Set<Node> dependencies = Set.of();

		// Most flags have none
		private Set<Node> dependents = Set.of();

		Node(VersionedDataKind<?> kind, String key) {
			this.kind = kind;
			this.key = key;
		}

		void addDependent(Node dependent) {
			if (this.dependents.isEmpty()) {
				this.dependents = new HashSet<>(2);
			}
			this.dependents.add(dependent);
		}

		void removeDependent(Node dependent) {
			this.dependents.remove(dependent);
			if (this.dependents.isEmpty()) {
				this.dependents = Set.of();
			}
		}

	}

}
