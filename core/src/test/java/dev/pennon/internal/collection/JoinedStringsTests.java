package dev.pennon.internal.collection;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JoinedStrings}.
 */
class JoinedStringsTests {

	private final JoinedStrings.Builder builder = new JoinedStrings.Builder();

	@Test
	void emptySetContainsNothing() {
		assertThat(this.builder.build().contains("")).isFalse();
		assertThat(this.builder.build().contains("a")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 100, 1000, 10_000 })
	void setContainsItsElementsAndNothingElse(int size) {
		JoinedStrings set = setOf(IntStream.range(0, size).mapToObj("key-%d"::formatted).toList());
		for (int i = 0; i < size; i++) {
			assertThat(set.contains("key-" + i)).isTrue();
		}
		for (int i = size; i < 2 * size; i++) {
			assertThat(set.contains("key-" + i)).isFalse();
		}
		assertThat(set.contains("key-")).isFalse();
		assertThat(set.contains("")).isFalse();
	}

	@Test
	void elementMayBeEmpty() {
		JoinedStrings set = setOf(List.of("a", "", "b"));
		assertThat(set.contains("")).isTrue();
		assertThat(set.contains("a")).isTrue();
		assertThat(set.contains("ab")).isFalse();
		assertThat(setOf(List.of("")).contains("")).isTrue();
	}

	@Test
	void duplicatesDoNoHarm() {
		JoinedStrings set = setOf(List.of("a", "b", "a", "a", "b", "a"));
		assertThat(set.contains("a")).isTrue();
		assertThat(set.contains("b")).isTrue();
		assertThat(set.contains("aa")).isFalse();
	}

	@Test
	void stringsWithTheSameHashAreToldApart() {
		JoinedStrings set = setOf(List.of("Aa", "AaAa", "BBBB"));
		assertThat("BB").hasSameHashCodeAs("Aa");
		assertThat(set.contains("Aa")).isTrue();
		assertThat(set.contains("BB")).isFalse();
		assertThat(set.contains("BBBB")).isTrue();
		assertThat(set.contains("AaBB")).isFalse();
	}

	@Test
	void anyCharactersAreCompared() {
		List<String> elements = List.of("é", "ü1", "日本", "𝄞", "\0", "\0\0", "x".repeat(100_000));
		JoinedStrings set = setOf(elements);
		assertThat(elements).allMatch(set::contains);
		assertThat(List.of("e", "ü", "日", "本", "\ud834", "\0\0\0", "x".repeat(99_999))).noneMatch(set::contains);
	}

	@Test
	void setDoesNotChangeWithTheNextOfItsBuilder() {
		JoinedStrings first = setOf(List.of("a", "b"));
		JoinedStrings second = setOf(List.of("c"));
		assertThat(first.contains("a")).isTrue();
		assertThat(first.contains("c")).isFalse();
		assertThat(second.contains("a")).isFalse();
		assertThat(second.contains("c")).isTrue();
	}

	@Test
	void builderTellsWhatWasAdded() {
		setOf(List.of("one", "", "three"));
		assertThat(this.builder.size()).isEqualTo(3);
		assertThat(IntStream.range(0, 3)
			.mapToObj((i) -> new String(this.builder.characters(), this.builder.start(i), this.builder.length(i))))
			.containsExactly("one", "", "three");
	}

	@Test
	void builderGivesUpTheRoomOfAHugeSet() {
		setOf(List.of("x".repeat(1_000_000)));
		setOf(IntStream.range(0, 100_000).mapToObj((i) -> "").toList());
		this.builder.clear();
		assertThat(this.builder.characters()).isEmpty();
		assertThat(setOf(List.of("a")).contains("a")).isTrue();
		assertThat(this.builder.characters()).hasSizeLessThan(1000);
	}

	private JoinedStrings setOf(List<String> elements) {
		this.builder.clear();
		elements.forEach((element) -> this.builder.add(element.toCharArray(), 0, element.length()));
		return this.builder.build();
	}

}
