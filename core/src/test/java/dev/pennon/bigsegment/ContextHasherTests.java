package dev.pennon.bigsegment;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextHasherTests {

	private final ContextHasher hasher = new ContextHasher();

	@Test
	void hashesAreThoseOfFreshDigests() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.hasher.hash("user" + i)).isEqualTo(ContextHash.of("user" + i));
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
