package dev.pennon.context;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link AttributeMap}.
 */
class AttributeMapTests {

	private static Map<String, JsonNode> attributes(int count) {
		Map<String, JsonNode> attributes = new LinkedHashMap<>();
		for (int i = count; i > 0; i--) {
			attributes.put("attribute-" + i, IntNode.valueOf(i));
		}
		return attributes;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 8, 9, 100 })
	void mapIsLikeTheOneThatItWasMadeOf(int count) {
		Map<String, JsonNode> given = attributes(count);
		AttributeMap map = AttributeMap.copyOf(given);
		assertThat(map).isEqualTo(given).hasSameHashCodeAs(given).hasSize(count);
		assertThat(map.keySet()).containsExactlyElementsOf(given.keySet());
		given.forEach((name, value) -> {
			assertThat(map.value(name)).isSameAs(value);
			assertThat(map.value(String.valueOf(name.toCharArray()))).isSameAs(value);
			assertThat(map.get(name)).isSameAs(value);
			assertThat(map).containsKey(name);
		});
		assertThat(map.value("other")).isNull();
		assertThat(map).doesNotContainKey("other");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 9 })
	void mapDoesNotChangeWithTheOneThatItWasMadeOf(int count) {
		Map<String, JsonNode> given = attributes(count);
		AttributeMap map = AttributeMap.copyOf(given);
		given.put("attribute-1", IntNode.valueOf(-1));
		given.put("other", IntNode.valueOf(0));
		assertThat(map).isEqualTo(attributes(count));
		assertThat(map.value("other")).isNull();
	}

	@Test
	void mapOfNothingIsShared() {
		assertThat(AttributeMap.copyOf(Map.of())).isSameAs(AttributeMap.EMPTY);
	}

	@Test
	void mapCannotBeModified() {
		AttributeMap map = AttributeMap.copyOf(attributes(2));
		assertThatThrownBy(() -> map.put("other", IntNode.valueOf(0)))
			.isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> map.remove("attribute-1")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
		assertThat(map).hasSize(2);
	}

	@Test
	void iterationEnds() {
		Iterator<Map.Entry<String, JsonNode>> entries = AttributeMap.copyOf(attributes(1)).entrySet().iterator();
		assertThat(entries.next().getKey()).isEqualTo("attribute-1");
		assertThat(entries.hasNext()).isFalse();
		assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
	}

	@Test
	void whatIsNoNameLeadsToNothing() {
		AttributeMap map = AttributeMap.copyOf(attributes(1));
		assertThat(map.get(1)).isNull();
		assertThat(map.get(null)).isNull();
		assertThat(map.containsKey(null)).isFalse();
	}

}
