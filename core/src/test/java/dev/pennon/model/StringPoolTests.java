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

	private final StringPool pool = StringPool.forRead(0);

	private String get(String text) {
		char[] characters = ("<" + text + ">").toCharArray();
		return this.pool.get(characters, 1, text.length());
	}

	private String getListed(String text) {
		char[] characters = ("<" + text + ">").toCharArray();
		return this.pool.getListed(characters, 1, text.length());
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
	void aPoolForUpdatesRemembersFewTexts() {
		StringPool updates = StringPool.forUpdates();
		char[] first = "first".toCharArray();
		String remembered = updates.get(first, 0, first.length);
		assertThat(updates.get(first, 0, first.length)).isSameAs(remembered);
		for (int i = 0; i < 10 * StringPool.MAX_STRINGS_OF_UPDATES; i++) {
			char[] text = ("text-" + i).toCharArray();
			updates.get(text, 0, text.length);
		}
		assertThat(updates.get(first, 0, first.length)).isEqualTo("first").isNotSameAs(remembered);
	}

	@Test
	void textsOfListsAreLookedForUntilThePoolIsFull() {
		String[] first = IntStream.range(0, 10_000).mapToObj((i) -> getListed("text-" + i)).toArray(String[]::new);
		for (int i = 0; i < first.length; i++) {
			assertThat(getListed("text-" + i)).isSameAs(first[i]);
		}
	}

	@Test
	void textsOfListsThatNeverRecurAreSoonNotLookedForWhateverElseRecurs() {
		IntStream.range(0, 10_000).forEach((i) -> get("named"));
		for (int i = 0; i < 2 * StringPool.MAX_STRINGS; i++) {
			assertThat(getListed("text-" + i)).isEqualTo("text-" + i);
		}
		String[] others = IntStream.range(0, 10_000).mapToObj((i) -> getListed("other-" + i)).toArray(String[]::new);
		long remembered = IntStream.range(0, others.length).filter((i) -> get("other-" + i) == others[i]).count();
		assertThat(remembered).isLessThan(others.length / 10);
		assertThat(get("named")).isSameAs(get("named"));
	}

	@Test
	void textsOfListsAreLookedForAgainOnceTheyRecur() {
		for (int i = 0; i < 2 * StringPool.MAX_STRINGS; i++) {
			getListed("text-" + i);
		}
		for (int i = 0; i < 100_000; i++) {
			getListed("tester-" + i % 500);
		}
		for (int i = 0; i < 500; i++) {
			assertThat(getListed("tester-" + i)).isSameAs(getListed("tester-" + i));
		}
	}

	@Test
	void longTextsAreNotKept() {
		String text = "x".repeat(1000);
		assertThat(get(text)).isEqualTo(text).isNotSameAs(get(text));
	}

}
