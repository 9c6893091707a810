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
		assertThat(set.contains(bytes(""))).isFalse();
		assertThat(set.contains(bytes("segment.g1"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 8, 10, 11, 16, 17, 18, 100, 1000 })
	void setContainsWhatWasAddedAndNothingElse(int size) {
		ReferenceSet set = setOf(references(size));
		assertThat(set.isEmpty()).isFalse();
		for (int i = 0; i < size; i++) {
			assertThat(set.contains(bytes(reference(i)))).isTrue();
			assertThat(set.contains(bytes(reference(size + i)))).isFalse();
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
			assertThat(set.contains(bytes("x".repeat(i * i) + reference(i)))).isTrue();
			assertThat(set.contains(bytes(reference(10 + i)))).isFalse();
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
		assertThat(set.contains(bytes("a.g1b.g1"))).isFalse();
		assertThat(set.contains(bytes(".g1b"))).isFalse();
		assertThat(set.contains(bytes("a.g"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void referencesOfTheSameHashAreToldApart(int others) {
		assertThat("Aa").hasSameHashCodeAs("BB");
		ReferenceSet set = setOf(Stream.concat(references(others), Stream.of("Aa.g1")));
		assertThat(set.contains(bytes("Aa.g1"))).isTrue();
		assertThat(set.contains(bytes("BB.g1"))).isFalse();
		ReferenceSet both = setOf(Stream.concat(references(others), Stream.of("Aa.g1", "BB.g1")));
		assertThat(both.contains(bytes("Aa.g1"))).isTrue();
		assertThat(both.contains(bytes("BB.g1"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void referenceThatIsAddedTwiceOrEmptyIsContained(int others) {
		ReferenceSet set = setOf(Stream.concat(references(others), Stream.of("a.g1", "", "a.g1")));
		assertThat(set.contains(bytes("a.g1"))).isTrue();
		assertThat(set.contains(bytes(""))).isTrue();
	}

	@Test
	void referenceBeyondAsciiIsContained() {
		String reference = "\u00fc\u4e2d\ud83d\ude00.g1";
		assertThat(setOf(Stream.of(reference)).contains(bytes(reference))).isTrue();
	}

}
