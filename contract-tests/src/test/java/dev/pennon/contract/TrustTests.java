package dev.pennon.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.Streaming;
import dev.pennon.contract.wire.ClientConfiguration.Tls;
import dev.pennon.contract.wire.CreateClientParams;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatusProvider;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TrustTests {

	private final HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();

	private final HeldCertificate stranger = new HeldCertificate.Builder().certificateAuthority(0).build();

	@TempDir
	private Path directory;

	private String authorityFile;

	private String strangerFile;

	@BeforeEach
	void writeAuthorities() throws IOException {
		this.authorityFile = write("authority.pem", this.authority);
		this.strangerFile = write("stranger.pem", this.stranger);
	}

	private String write(String name, HeldCertificate certificate) throws IOException {
		return Files.writeString(this.directory.resolve(name), certificate.certificatePem()).toString();
	}

	@Test
	void trustsNobodyThatTheJavaRuntimeDoesNotTrust() throws IOException {
		assertThat(connects(new Tls(false, null), commonName("localhost"))).isFalse();
	}

	@Test
	void trustsEverybodyIfTold() throws IOException {
		assertThat(connects(new Tls(true, null), commonName("other.example.com"))).isTrue();
	}

	@Test
	void trustsTheOneAuthority() throws IOException {
		assertThat(connects(new Tls(false, this.authorityFile), commonName("localhost"))).isTrue();
		assertThat(connects(new Tls(false, this.strangerFile), commonName("localhost"))).isFalse();
	}

	@Test
	void certificateOfTheAuthorityIsForOneHost() throws IOException {
		assertThat(connects(new Tls(false, this.authorityFile), commonName("other.example.com"))).isFalse();
	}

	@Test
	void alternativeNamesReplaceTheCommonName() throws IOException {
		assertThat(connects(new Tls(false, this.authorityFile),
				commonName("other.example.com").addSubjectAlternativeName("localhost")))
			.isTrue();
		assertThat(connects(new Tls(false, this.authorityFile),
				commonName("localhost").addSubjectAlternativeName("other.example.com")))
			.isFalse();
	}

	private HeldCertificate.Builder commonName(String name) {
		return new HeldCertificate.Builder().commonName(name).signedBy(this.authority);
	}

	private static boolean connects(Tls tls, HeldCertificate.Builder certificate) throws IOException {
		HandshakeCertificates certificates = new HandshakeCertificates.Builder().heldCertificate(certificate.build())
			.build();
		try (FlagServer flags = new FlagServer(certificates);
				TestClient client = new ClientFactory(new Callbacks(JsonMapper.shared()), JsonMapper.shared())
					.create(params(tls, flags.uri()))) {
			DataSourceStatusProvider status = client.flags().dataSourceStatusProvider();
			Awaitility.await()
				.until(status::getStatus, (now) -> now.state() == DataSourceState.VALID || now.lastError() != null);
			return client.flags().isInitialized();
		}
	}

	private static CreateClientParams params(Tls tls, String uri) {
		return new CreateClientParams("a test", new ClientConfiguration("key", 1L, true, null, tls, null,
				new Streaming(uri, null, null), null, null, null, null, null, null, null));
	}

}
