package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.context.AttributeReference;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UpdateDecoder}.
 */
class UpdateDecoderTests {

	private final UpdateDecoder decoder = new UpdateDecoder();

	private FeatureFlag flag(int version, String properties) {
		String json = "{\"key\":\"f\",\"version\":%d,\"on\":true,%s}".formatted(version, properties);
		return this.decoder.decode(DataKinds.FEATURES, "f", json.getBytes(StandardCharsets.UTF_8));
	}

	private Segment segment(String json) {
		return this.decoder.decode(DataKinds.SEGMENTS, "s", json.getBytes(StandardCharsets.UTF_8));
	}

	private static String variation(FeatureFlag flag) {
		return flag.variations().get(0).stringValue();
	}

	private static AttributeReference attribute(FeatureFlag flag) {
		return flag.rules().get(0).clauses().get(0).attribute();
	}

	private static String ruleFor(String attribute) {
		return """
				"variations":["on"],"rules":[{"variation":0,"clauses":[\
				{"contextKind":"user","attribute":"%s","op":"in","values":["x"]}]}]""".formatted(attribute);
	}

	@Test
	void aTextThatRecursInAnotherUpdateIsTheSameString() {
		FeatureFlag first = flag(1, "\"variations\":[\"treatment\"]");
		FeatureFlag second = flag(2, "\"variations\":[\"treatment\"]");
		assertThat(second.version()).isEqualTo(2);
		assertThat(variation(second)).isEqualTo("treatment").isSameAs(variation(first));
	}

	@Test
	void anItemThatIsMalformedDoesNotAffectTheNext() {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> flag(1, "\"variations\":[\"a\",]"))
			.withMessageContaining("flag 'f' is not well-formed");
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> flag(1, "\"variations\":true"))
			.withMessageContaining("'variations' must be an array");
		assertThat(variation(flag(1, "\"variations\":[\"b\"]"))).isEqualTo("b");
	}

	@Test
	void moreAttributesThanAreRememberedAreRead() {
		AttributeReference first = attribute(flag(1, ruleFor("attribute-0")));
		assertThat(attribute(flag(2, ruleFor("attribute-0")))).isSameAs(first);
		for (int i = 0; i < 10_000; i++) {
			assertThat(attribute(flag(i, ruleFor("attribute-" + i)))).hasToString("attribute-" + i);
		}
		assertThat(attribute(flag(3, ruleFor("attribute-0")))).isEqualTo(first).isNotSameAs(first);
	}

	@Test
	void segmentsAndTombstonesAreDecoded() {
		Segment segment = segment("{\"key\":\"s\",\"version\":3,\"included\":[\"a\"]}");
		assertThat(segment.version()).isEqualTo(3);
		assertThat(segment.isDeleted()).isFalse();
		assertThat(segment("{\"key\":\"s\",\"version\":4,\"deleted\":true}").isDeleted()).isTrue();
	}

	@Test
	void aKindOfTheApplicationDecodesItsItemsItself() {
		TestItem item = TestItem.of("k", 7).named("value");
		assertThat(this.decoder.decode(TestKind.THINGS, "k", TestKind.THINGS.encode(item))).isEqualTo(item);
	}

}
