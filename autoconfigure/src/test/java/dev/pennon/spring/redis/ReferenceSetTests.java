package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReferenceSetTests {

	private static ReferenceSet setOf(Stream<String> references) {
		ReferenceSet.Builder builder = new ReferenceSet.Builder();
		references.forEach((reference) -> builder.add(bytes(reference)));
		return builder.build();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Asks in both ways. */
	private static boolean contains(ReferenceSet set, String reference) {
		boolean contained = set.contains(bytes(reference));
		assertThat(set.contains(reference)).isEqualTo(contained);
		return contained;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void referencesBeyondAsciiAreToldApart(int others) {
		ReferenceSet set = setOf(Stream.concat(references(others), Stream.of("é.g1", "ab.g1")));
		assertThat(contains(set, "é.g1")).isTrue();
		assertThat(contains(set, "ab.g1")).isTrue();
		assertThat(contains(set, "\u00C3\u00A9.g1")).isFalse();
		assertThat(contains(set, "è.g1")).isFalse();
		assertThat(contains(set, "aé.g1")).isFalse();
	}

	private static String reference(int number) {
		return "segment-" + number + ".g1";
	}

	private static Stream<String> references(int count) {
		return IntStream.range(0, count).mapToObj(ReferenceSetTests::reference);
	}

	@Test
	void emptySetContainsNothing() {
		ReferenceSet set = setOf(Stream.of());
		assertThat(set.isEmpty()).isTrue();
		assertThat(contains(set, "")).isFalse();
		assertThat(contains(set, "segment.g1")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 8, 10, 11, 16, 17, 18, 100, 1000 })
	void setContainsWhatWasAddedAndNothingElse(int size) {
		ReferenceSet set = setOf(references(size));
		assertThat(set.isEmpty()).isFalse();
		for (int i = 0; i < size; i++) {
			assertThat(contains(set, reference(i))).isTrue();
			assertThat(contains(set, reference(size + i))).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 10, 20 })
	void moreOrFewerReferencesThanExpectedAreContained(int expected) {
		ReferenceSet.Builder builder = new ReferenceSet.Builder();
		builder.expect(expected);
		IntStream.range(0, 10).forEach((i) -> builder.add(bytes("x".repeat(i * i) + reference(i))));
		ReferenceSet set = builder.build();
		for (int i = 0; i < 10; i++) {
			assertThat(contains(set, "x".repeat(i * i) + reference(i))).isTrue();
			assertThat(contains(set, reference(10 + i))).isFalse();
		}
	}

	@Test
	void announcementOfNothingIsNoError() {
		ReferenceSet.Builder builder = new ReferenceSet.Builder();
		builder.expect(-1);
		builder.expect(0);
		assertThat(builder.build().isEmpty()).isTrue();
	}

	@Test
	void neighboursInTheArrayAreNotTakenForOne() {
		ReferenceSet set = setOf(Stream.of("a.g1", "b.g1"));
		assertThat(contains(set, "a.g1b.g1")).isFalse();
		assertThat(contains(set, ".g1b")).isFalse();
		assertThat(contains(set, "a.g")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void referencesOfTheSameHashAreToldApart(int others) {
		assertThat("Aa").hasSameHashCodeAs("BB");
		ReferenceSet set = setOf(Stream.concat(references(others), Stream.of("Aa.g1")));
		assertThat(contains(set, "Aa.g1")).isTrue();
		assertThat(contains(set, "BB.g1")).isFalse();
		ReferenceSet both = setOf(Stream.concat(references(others), Stream.of("Aa.g1", "BB.g1")));
		assertThat(contains(both, "Aa.g1")).isTrue();
		assertThat(contains(both, "BB.g1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void referenceThatIsAddedTwiceOrEmptyIsContained(int others) {
		ReferenceSet set = setOf(Stream.concat(references(others), Stream.of("a.g1", "", "a.g1")));
		assertThat(contains(set, "a.g1")).isTrue();
		assertThat(contains(set, "")).isTrue();
	}

	@Test
	void referenceBeyondAsciiIsContained() {
		String reference = "\u00fc\u4e2d\ud83d\ude00.g1";
		assertThat(setOf(Stream.of(reference)).contains(bytes(reference))).isTrue();
	}

}
