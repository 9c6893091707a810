package dev.pennon.spring.redis;

import java.nio.ByteBuffer;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes keys that all begin alike: given what follows the prefix, it puts both on the
 * wire, where a key in one piece would be an array for each command. Values are byte
 * arrays. Immutable.
 */
final class PrefixedKeyCodec implements RedisCodec<String, byte[]>, ToByteBufEncoder<String, byte[]> {

	private static final ByteArrayCodec VALUES = ByteArrayCodec.INSTANCE;

	private final byte[] prefix;

	PrefixedKeyCodec(byte[] prefix) {
		this.prefix = prefix;
	}

	@Override
	public void encodeKey(String end, ByteBuf target) {
		target.writeBytes(this.prefix);
		ByteBufUtil.writeUtf8(target, end);
	}

	/** The same in one piece, which routes a command to a node of a cluster. */
	@Override
	public ByteBuffer encodeKey(String end) {
		return ByteBuffer.wrap(RedisKeys.join(this.prefix, end));
	}

	@Override
	public String decodeKey(ByteBuffer key) {
		String whole = RedisKeys.text(VALUES.decodeKey(key));
		return whole.substring(RedisKeys.text(this.prefix).length());
	}

	@Override
	public void encodeValue(byte[] value, ByteBuf target) {
		VALUES.encodeValue(value, target);
	}

	@Override
	public ByteBuffer encodeValue(byte[] value) {
		return VALUES.encodeValue(value);
	}

	@Override
	public byte[] decodeValue(ByteBuffer value) {
		return VALUES.decodeValue(value);
	}

	@Override
	public int estimateSize(Object keyOrValue) {
		return (keyOrValue instanceof String end) ? this.prefix.length + ByteBufUtil.utf8Bytes(end)
				: VALUES.estimateSize(keyOrValue);
	}

	@Override
	public boolean isEstimateExact() {
		return true;
	}

}
