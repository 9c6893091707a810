package dev.pennon.internal.collection;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StringSet}.
 */
class StringSetTests {

	@Test
	void emptySetContainsNothing() {
		StringSet set = StringSet.copyOf(List.of());
		assertThat(set.isEmpty()).isTrue();
		assertThat(set.contains("")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 100, 1000, 10_000 })
	void setContainsItsElementsAndNothingElse(int size) {
		StringSet set = StringSet.copyOf(IntStream.range(0, size).mapToObj("key-%d"::formatted).toList());
		assertThat(set.size()).isEqualTo(size);
		assertThat(set.isEmpty()).isFalse();
		for (int i = 0; i < size; i++) {
			assertThat(set.contains("key-" + i)).isTrue();
		}
		for (int i = size; i < 2 * size; i++) {
			assertThat(set.contains("key-" + i)).isFalse();
		}
	}

	@Test
	void duplicatesCountOnce() {
		assertThat(StringSet.copyOf(List.of("a", "b", "a", "")).size()).isEqualTo(3);
	}

	@Test
	void stringsWithTheSameHashAreToldApart() {
		StringSet set = StringSet.copyOf(List.of("Aa", "AaAa", "BBBB"));
		assertThat("BB").hasSameHashCodeAs("Aa");
		assertThat(set.contains("Aa")).isTrue();
		assertThat(set.contains("BB")).isFalse();
		assertThat(set.contains("BBBB")).isTrue();
		assertThat(set.contains("AaBB")).isFalse();
	}

}
