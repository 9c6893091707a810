package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ItemReader}.
 */
class ItemReaderTests {

	private final byte[] buffer = new byte[100_000];

	private final ItemReader reader = new ItemReader(true);

	@AfterEach
	void close() {
		this.reader.close();
	}

	/** Puts a text at the beginning of the buffer, in which other texts were before. */
	private int fill(String json) {
		byte[] text = json.getBytes(StandardCharsets.UTF_8);
		System.arraycopy(text, 0, this.buffer, 0, text.length);
		return text.length;
	}

	private FeatureFlag flag(String key, String json) {
		return this.reader.flag(key, this.buffer, fill(json));
	}

	private Segment segment(String key, String json) {
		return this.reader.segment(key, this.buffer, fill(json));
	}

	private static String flagJson(String key, int version, String variation) {
		return "{\"key\":\"%s\",\"version\":%d,\"variations\":[\"%s\"]}".formatted(key, version, variation);
	}

	private static String variation(FeatureFlag flag) {
		return flag.variations().get(0).stringValue();
	}

	@Test
	void oneItemIsReadAfterTheOther() {
		FeatureFlag first = flag("f1", flagJson("f1", 1, "treatment"));
		Segment segment = segment("s", "{\"key\":\"s\",\"version\":2,\"included\":[\"a\"]}");
		FeatureFlag second = flag("f2", flagJson("f2", 3, "treatment"));

		assertThat(first.key()).isEqualTo("f1");
		assertThat(first.version()).isEqualTo(1);
		assertThat(segment.key()).isEqualTo("s");
		assertThat(segment.version()).isEqualTo(2);
		assertThat(second.key()).isEqualTo("f2");
		assertThat(second.version()).isEqualTo(3);
		assertThat(variation(second)).isEqualTo("treatment").isSameAs(variation(first));
	}

	@Test
	void itemsAreAsLongAsTheyAre() {
		for (int length : new int[] { 1, 5_000, 50_000, 3, 8_000, 16_000 }) {
			String variation = "x".repeat(length);
			assertThat(variation(flag("f", flagJson("f", 1, variation)))).isEqualTo(variation);
		}
	}

	@Test
	void anItemKeepsACopyOfItsJson() {
		FeatureFlag flag = flag("f", flagJson("f", 1, "a"));
		flag("f", flagJson("f", 2, "another"));
		assertThat(new String(DataKinds.FEATURES.encode(flag), StandardCharsets.UTF_8))
			.isEqualTo(flagJson("f", 1, "a"));
	}

	@Test
	void aTombstoneIsRead() {
		assertThat(flag("f", "{\"key\":\"f\",\"version\":9,\"deleted\":true}").isDeleted()).isTrue();
	}

	@Test
	void whatIsWrongIsNamedWithTheColumnInItsOwnText() {
		flag("f", flagJson("f", 1, "a"));
		InvalidItemException wrongType = catchThrowableOfType(InvalidItemException.class,
				() -> flag("g", "{\"key\":\"g\",\"on\":\"yes\"}"));
		assertThat(wrongType.problem()).isEqualTo("flag 'g' has a wrong type: 'on' must be a boolean");
		assertThat(wrongType.column()).isEqualTo(17);
	}

	@Test
	void anItemThatIsNoObjectIsNamed() {
		InvalidItemException wrongType = catchThrowableOfType(InvalidItemException.class, () -> segment("s", "[]"));
		assertThat(wrongType.problem()).isEqualTo("segment 's' must be an object");
	}

	@Test
	void malformedTextIsNamed() {
		InvalidItemException malformed = catchThrowableOfType(InvalidItemException.class,
				() -> segment("s", "{\"key\" \"s\"}"));
		assertThat(malformed.problem()).isEqualTo("segment 's' is not well-formed");
		assertThat(malformed).hasCauseInstanceOf(JacksonException.class);
	}

}
