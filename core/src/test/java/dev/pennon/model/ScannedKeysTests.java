package dev.pennon.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pennon.internal.AllocatedBytes;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScannedKeys}, as part of segments that are decoded for one use.
 */
class ScannedKeysTests {

	private static final int CASES = 500;

	private static final List<String> PIECES = List.of("a", "b", "user-1", "user-2", "\"", "\\", ",", "\",\"", "[", "]",
			" ", "/", "\n", "\u0000", "?", "\u00fc", "\u20ac", "\ud83d\ude00", "\ud83d", "");

	private final Random random = new Random(20261123);

	private static Segment decode(String included, Charset charset) {
		String json = "{\"key\":\"s\",\"included\":%s,\"excluded\":[ \"x\" ,\n\"y\" ],\"version\":3}"
			.formatted(included);
		return DataKinds.SEGMENTS.decodeForOneUse("s", json.getBytes(charset));
	}

	private static boolean includes(Segment segment, String key) {
		return segment.includedUsers().contains(key);
	}

	private String anyKey() {
		return IntStream.range(0, this.random.nextInt(4))
			.mapToObj((i) -> PIECES.get(this.random.nextInt(PIECES.size())))
			.collect(Collectors.joining());
	}

	private String written(String key) {
		String plain = JsonNodeFactory.instance.stringNode(key).toString();
		if (this.random.nextBoolean() && key.chars().noneMatch((c) -> Character.isSurrogate((char) c))) {
			return plain;
		}
		return key.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
	}

	@Test
	void keysAreFoundHoweverTheyAreWritten() {
		for (int i = 0; i < CASES; i++) {
			List<String> keys = new ArrayList<>();
			String array = IntStream.range(0, 1 + this.random.nextInt(5)).mapToObj((j) -> {
				keys.add(anyKey());
				return written(keys.get(j));
			}).collect(Collectors.joining(this.random.nextBoolean() ? "," : " ,\n ", "[", "]"));
			Segment segment = decode(array, StandardCharsets.UTF_8);
			for (String key : keys) {
				assertThat(includes(segment, key)).as("%s in %s", key, array).isTrue();
			}
			for (int j = 0; j < 10; j++) {
				String key = anyKey();
				assertThat(includes(segment, key)).as("%s in %s", key, array).isEqualTo(keys.contains(key));
			}
		}
	}

	@Test
	void everythingElseIsRead() {
		Segment segment = decode("[\"u\"]", StandardCharsets.UTF_8);
		assertThat(segment.version()).isEqualTo(3);
		assertThat(segment.evaluationKey()).isEqualTo("s");
		assertThat(segment.excludedUsers().contains("x")).isTrue();
		assertThat(segment.excludedUsers().contains("y")).isTrue();
		assertThat(segment.excludedUsers().contains("z")).isFalse();
		assertThat(DataKinds.SEGMENTS.encode(segment)).asString(StandardCharsets.UTF_8).startsWith("{\"key\":\"s\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "[ ]" })
	void emptyListIncludesNobody(String included) {
		assertThat(decode(included, StandardCharsets.UTF_8).includedUsers().isEmpty()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1]", "[\"a\",null]", "[[\"a\"]]", "{}", "\"a\"", "[\"a\"", "[\"a\",]", "[\"a\\q\"]",
			"[\"a\" \"b\"]" })
	void whatIsNoListOfStringsIsRefusedAsElsewhere(String included) {
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> decode(included, StandardCharsets.UTF_8));
	}

	@Test
	void textThatIsNotUtf8IsReadAsElsewhere() {
		for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			Segment segment = decode("[\"u\",\"\u00fc\"]", charset);
			assertThat(includes(segment, "\u00fc")).isTrue();
			assertThat(includes(segment, "v")).isFalse();
		}
	}

	@Test
	void largeSegmentCostsNoGarbage() {
		String keys = IntStream.range(0, 10_000).mapToObj("\"user-%d\""::formatted).collect(Collectors.joining(","));
		byte[] json = "{\"key\":\"s\",\"version\":1,\"included\":[%s]}".formatted(keys)
			.getBytes(StandardCharsets.UTF_8);
		Runnable lookUp = () -> assertThat(includes(DataKinds.SEGMENTS.decodeForOneUse("s", json), "user-9999"))
			.isTrue();
		lookUp.run();
		assertThat(AllocatedBytes.by(lookUp)).isLessThan(50_000);
	}

}
