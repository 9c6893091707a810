package dev.pennon;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.pennon.context.EvaluationContext;

/**
 * Hashes contexts with the SDK key, which it does not show to anybody.
 */
final class SecureModeHash {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	SecureModeHash(String sdkKey) {
		this.key = new SecretKeySpec(sdkKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/** Returns the hash of a valid context, in lower-case hexadecimal digits. */
	String of(EvaluationContext context) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			byte[] hash = mac.doFinal(context.fullyQualifiedKey().getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException("This Java runtime offers no %s, which every one must".formatted(ALGORITHM),
					ex);
		}
	}

}
