package dev.pennon.spring.redis;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contracts over TLS.
 */
class TlsRedisTests {

	private static final Path certificate = certificate();

	@RegisterExtension
	static final RedisServer server = RedisServer.guarded("--tls-port", "%port%", "--tls-cert-file",
			certificate.toString(), "--tls-key-file", certificate.toString(), "--tls-auth-clients", "no");

	private static LettuceConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, TlsRedisTests::clear, "launchdarkly", "other");

	@BeforeAll
	static void connect() {
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.clientOptions(ClientOptions.builder()
				.sslOptions(SslOptions.builder().trustManager(certificate.toFile()).build())
				.build())
			.useSsl()
			.build();
		factory = RedisStores.started(
				new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", server.port()), client));
	}

	@AfterAll
	static void disconnect() {
		factory.destroy();
	}

	@Nested
	class Core extends RedisContract.Core {

		Core() {
			super(SETTING);
		}

	}

	@Nested
	class Ttl extends RedisContract.Store {

		Ttl() {
			super(SETTING, CacheMode.TTL);
		}

	}

	private static void clear() {
		factory.getConnection().serverCommands().flushAll();
	}

	private static Path certificate() {
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

}
