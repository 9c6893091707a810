package dev.pennon.spring.redis;

import java.nio.ByteBuffer;

import io.lettuce.core.output.CommandOutput;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of a set from the wire into a {@link ReferenceSet}, without an object
 * for each of them. The thread of the connection fills it; the future of the command
 * hands it over to the thread that waits.
 */
final class MembersOutput extends CommandOutput<String, byte[], ReferenceSet.Builder> {

	MembersOutput(PrefixedKeyCodec codec) {
		super(codec, new ReferenceSet.Builder());
	}

	@Override
	public void multi(int count) {
		this.output.expect(count);
	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		if (bytes != null) {
			this.output.add(bytes);
		}
	}

}
