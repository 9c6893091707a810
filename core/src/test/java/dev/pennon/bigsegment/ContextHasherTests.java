package dev.pennon.bigsegment;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextHasherTests {

	private final ContextHasher hasher = new ContextHasher();

	@Test
	void hashesAreThoseOfFreshDigests() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.hasher.hash("user" + i)).isEqualTo(ContextHash.of("user" + i));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u007F", "\u0080", "Zürich", "€", "\uD83C\uDFC1", "\uD83C" })
	void keysOfAnyLengthAndLanguageHaveTheRightHash(String text) {
		for (int length : new int[] { 0, 1, 62, 63, 64, 65, 1000 }) {
			String key = "k".repeat(length) + text;
			assertThat(this.hasher.hash(key)).isEqualTo(ContextHash.of(key));
		}
	}

	@Test
	void threadsDoNotMixTheirHashes() {
		assertThat(IntStream.range(0, 10_000).parallel()).allMatch((i) -> {
			String key = "user" + i % 100;
			return this.hasher.hash(key).equals(ContextHash.of(key));
		});
	}

}
