package dev.pennon.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StringPool}.
 */
class StringPoolTests {

	private final StringPool pool = new StringPool(0);

	private String get(String text) {
		char[] characters = ("<" + text + ">").toCharArray();
		return this.pool.get(characters, 1, text.length());
	}

	@Test
	void equalTextsAreOneString() {
		String[] first = IntStream.range(0, 10_000).mapToObj((i) -> get("text-" + i)).toArray(String[]::new);
		for (int i = 0; i < first.length; i++) {
			assertThat(first[i]).isEqualTo("text-" + i);
			assertThat(get("text-" + i)).isSameAs(first[i]);
		}
	}

	@Test
	void textsWithTheSameHashAreToldApart() {
		assertThat(get("Aa")).isEqualTo("Aa");
		assertThat(get("BB")).isEqualTo("BB");
		assertThat(get("")).isEmpty();
		assertThat(get("\u00e9\ud83d\ude00")).isEqualTo("\u00e9\ud83d\ude00");
	}

	@Test
	void whatRecursStaysOneStringAmongMoreTextsThanAreRemembered() {
		Set<String> recurring = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < 10 * StringPool.MAX_STRINGS; i++) {
			assertThat(get("text-" + i)).isEqualTo("text-" + i);
			if (i % 10 == 0) {
				recurring.add(get("user"));
			}
		}
		assertThat(recurring).hasSizeLessThan(StringPool.MAX_STRINGS / 100);
	}

	@Test
	void longTextsAreNotKept() {
		String text = "x".repeat(1000);
		assertThat(get(text)).isEqualTo(text).isNotSameAs(get(text));
	}

}
