package dev.pennon.internal.collection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersistentMapTests {

	@Test
	void emptyMapHasNothing() {
		PersistentMap<String> map = PersistentMap.empty();
		assertThat(map).isEmpty();
		assertThat(map.get("a")).isNull();
		assertThat(map.entrySet().iterator().hasNext()).isFalse();
		assertThat(map.without("a")).isSameAs(map);
	}

	@Test
	void withLeavesTheFirstMapAlone() {
		PersistentMap<String> one = PersistentMap.<String>empty().with("a", "1");
		PersistentMap<String> two = one.with("b", "2");
		PersistentMap<String> other = one.with("a", "3");
		assertThat(one).isEqualTo(Map.of("a", "1"));
		assertThat(two).isEqualTo(Map.of("a", "1", "b", "2"));
		assertThat(other).isEqualTo(Map.of("a", "3"));
	}

	@Test
	void withoutLeavesTheFirstMapAlone() {
		PersistentMap<String> two = PersistentMap.copyOf(Map.of("a", "1", "b", "2"));
		assertThat(two.without("a")).isEqualTo(Map.of("b", "2"));
		assertThat(two.without("a").without("b")).isEmpty();
		assertThat(two).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void withoutAnUnknownKeyIsTheSameMap() {
		PersistentMap<String> map = PersistentMap.copyOf(Map.of("a", "1"));
		assertThat(map.without("b")).isSameAs(map);
	}

	@Test
	void copyDoesNotFollowTheOriginal() {
		Map<String, String> original = new HashMap<>(Map.of("a", "1"));
		PersistentMap<String> map = PersistentMap.copyOf(original);
		original.put("b", "2");
		assertThat(map).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void copyOfAPersistentMapIsItself() {
		PersistentMap<String> map = PersistentMap.copyOf(Map.of("a", "1"));
		assertThat(PersistentMap.copyOf(map)).isSameAs(map);
	}

	@Test
	void anythingButAStringIsNotAKey() {
		PersistentMap<String> map = PersistentMap.copyOf(Map.of("1", "one"));
		assertThat(map.get(1)).isNull();
		assertThat(map.get(null)).isNull();
		assertThat(map.containsKey(1)).isFalse();
	}

	@Test
	void keysWithEqualHashesAreToldApart() {
		List<String> keys = collidingKeys(8);
		assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
		assertBehavesLikeHashMap(new Random(1), keys, 4_000);
		PersistentMap<Integer> map = PersistentMap.empty();
		for (int i = 0; i < keys.size(); i++) {
			map = map.with(keys.get(i), i);
		}
		for (int i = 0; i < keys.size(); i++) {
			assertThat(map.get(keys.get(i))).isEqualTo(i);
		}
		assertThat(map.get(keys.get(0) + "Aa")).isNull();
	}

	@Test
	void behavesLikeHashMapWhateverTheSize() {
		for (int size : new int[] { 1, 2, 3, 10, 100, 3_000 }) {
			List<String> keys = new ArrayList<>();
			for (int i = 0; i < size; i++) {
				keys.add("flag-" + i);
			}
			assertBehavesLikeHashMap(new Random(size), keys, 10 * size + 100);
		}
	}

	private static void assertBehavesLikeHashMap(Random random, List<String> keys, int steps) {
		Map<String, Integer> expected = new HashMap<>();
		PersistentMap<Integer> map = PersistentMap.empty();
		for (int step = 0; step < steps; step++) {
			String key = keys.get(random.nextInt(keys.size()));
			if (random.nextInt(3) == 0) {
				expected.remove(key);
				map = map.without(key);
			}
			else {
				expected.put(key, step);
				map = map.with(key, step);
			}
			assertThat(map.get(key)).isEqualTo(expected.get(key));
			assertThat(map.size()).isEqualTo(expected.size());
		}
		assertSameEntries(map, expected);
		assertSameEntries(PersistentMap.copyOf(expected), expected);
	}

	private static void assertSameEntries(PersistentMap<Integer> map, Map<String, Integer> expected) {
		assertThat(map.equals(expected)).isTrue();
		assertThat(expected.equals(map)).isTrue();
		assertThat(map.hashCode()).isEqualTo(expected.hashCode());
		Map<String, Integer> iterated = new HashMap<>();
		for (Map.Entry<String, Integer> entry : map.entrySet()) {
			assertThat(iterated.put(entry.getKey(), entry.getValue())).isNull();
			assertThat(map.entrySet().contains(entry)).isTrue();
		}
		assertThat(iterated).isEqualTo(expected);
		assertThat(map.entrySet()).hasSize(expected.size());
		Map<String, Integer> visited = new HashMap<>();
		map.forEach((key, value) -> assertThat(visited.put(key, value)).isNull());
		assertThat(visited).isEqualTo(expected);
	}

	@Test
	void cannotBeModifiedThroughTheMapInterface() {
		PersistentMap<String> map = PersistentMap.copyOf(Map.of("a", "1", "b", "2"));
		assertThatThrownBy(() -> map.put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.clear()).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.values().clear()).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.keySet().remove("a")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.replaceAll((key, value) -> "x")).isInstanceOf(UnsupportedOperationException.class);
		assertThat(map).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void iteratorEnds() {
		var iterator = PersistentMap.copyOf(Map.of("a", "1")).entrySet().iterator();
		iterator.next();
		assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
	}

	@Test
	void containsOnlyEntriesThatItHas() {
		PersistentMap<String> map = PersistentMap.copyOf(Map.of("a", "1"));
		assertThat(map.entrySet().contains(Map.entry("a", "1"))).isTrue();
		assertThat(map.entrySet().contains(Map.entry("a", "2"))).isFalse();
		assertThat(map.entrySet().contains(Map.entry("b", "1"))).isFalse();
		assertThat(map.entrySet().contains("a")).isFalse();
	}

	// "Aa" and "BB" have the same hash code, and so have all words made of them
	private static List<String> collidingKeys(int parts) {
		List<String> keys = List.of("");
		for (int part = 0; part < parts; part++) {
			List<String> longer = new ArrayList<>();
			for (String key : keys) {
				longer.add(key + "Aa");
				longer.add(key + "BB");
			}
			keys = longer;
		}
		return keys;
	}

}
