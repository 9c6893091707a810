package dev.pennon.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which contexts are remembered.
 */
class KnownContextsTests {

	private final KnownContexts contexts = new KnownContexts(2);

	@Test
	void contextIsNewOnce() {
		assertThat(this.contexts.add("a")).isTrue();
		assertThat(this.contexts.add("a")).isFalse();
		assertThat(this.contexts.add("b")).isTrue();
		assertThat(this.contexts.add("a")).isFalse();
	}

	@Test
	void leastRecentlyUsedIsForgotten() {
		this.contexts.add("a");
		this.contexts.add("b");
		this.contexts.add("a");
		this.contexts.add("c");
		assertThat(this.contexts.add("a")).isFalse();
		assertThat(this.contexts.add("b")).isTrue();
	}

	@Test
	void clearForgetsAll() {
		this.contexts.add("a");
		this.contexts.clear();
		assertThat(this.contexts.add("a")).isTrue();
	}

}
