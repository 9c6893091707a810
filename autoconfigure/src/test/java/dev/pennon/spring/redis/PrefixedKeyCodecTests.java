package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrefixedKeyCodecTests {

	private static final String PREFIX = "pré:big_segment_include:";

	private final PrefixedKeyCodec codec = new PrefixedKeyCodec(PREFIX.getBytes(StandardCharsets.UTF_8));

	@ParameterizedTest
	@ValueSource(
			strings = { "", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", "zoë", "\uD83D\uDE80", "\uD83D alone" })
	void keyIsPrefixAndEndInUtf8(String end) {
		byte[] expected = (PREFIX + end).getBytes(StandardCharsets.UTF_8);
		ByteBuf wire = Unpooled.buffer();
		this.codec.encodeKey(end, wire);
		assertThat(ByteBufUtil.getBytes(wire)).isEqualTo(expected);
		assertThat(this.codec.estimateSize(end)).isEqualTo(expected.length);
		assertThat(this.codec.encodeKey(end).array()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hash", "zoë" })
	void keyThatIsReadIsWhatFollowsThePrefix(String end) {
		assertThat(this.codec.decodeKey(this.codec.encodeKey(end))).isEqualTo(end);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "flag.g1", "zoë" })
	void valueIsItsBytes(String text) {
		byte[] value = text.getBytes(StandardCharsets.UTF_8);
		ByteBuf wire = Unpooled.buffer();
		this.codec.encodeValue(value, wire);
		assertThat(ByteBufUtil.getBytes(wire)).isEqualTo(value);
		assertThat(this.codec.estimateSize(value)).isEqualTo(value.length);
		assertThat(this.codec.decodeValue(this.codec.encodeValue(value))).isEqualTo(value);
	}

}
