package dev.pennon.spring.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import okhttp3.tls.HeldCertificate;

/**
 * Servers that answer over TLS only, with certificates that nobody trusts unless told to.
 */
public final class TlsRedis {

	private TlsRedis() {
	}

	/**
	 * Makes a certificate for {@code localhost} with its key.
	 * @return a PEM file, removed at the end
	 */
	public static Path certificate() {
		HeldCertificate held = new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
		try {
			Path file = Files.createTempFile("pennon", ".pem");
			file.toFile().deleteOnExit();
			return Files.writeString(file, held.certificatePem() + held.privateKeyPkcs8Pem());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns a server that is not started yet.
	 * @param certificate its certificate
	 * @return the server
	 */
	public static RedisServer with(Path certificate) {
		return RedisServer.guarded("--tls-port", "%port%", "--tls-cert-file", certificate.toString(), "--tls-key-file",
				certificate.toString(), "--tls-auth-clients", "no");
	}

}
