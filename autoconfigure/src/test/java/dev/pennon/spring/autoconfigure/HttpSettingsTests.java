package dev.pennon.spring.autoconfigure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the settings under {@code pennon.http}.
 */
class HttpSettingsTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, PennonAutoConfiguration.class))
		.withPropertyValues("pennon.sdk-key=sdk-secret", "pennon.data-source.type=polling",
				"pennon.startup.timeout=20s");

	@TempDir
	private Path directory;

	@Test
	void headersAreSentWithEachRequest() {
		try (FlagServiceStub service = new FlagServiceStub(200)) {
			this.runner
				.withPropertyValues("pennon.service-endpoints.relay-proxy=" + service.uri(),
						"pennon.http.headers.X-Team=checkout")
				.run((context) -> assertThat(service.lastHeaders().getFirst("X-Team")).isEqualTo("checkout"));
		}
	}

	@Test
	void proxyIsAskedForAHostThatOnlyItKnows() {
		try (FlagServiceStub proxy = new FlagServiceStub(200)) {
			this.runner
				.withPropertyValues("pennon.service-endpoints.relay-proxy=http://flags.invalid",
						"pennon.http.proxy.host=127.0.0.1", "pennon.http.proxy.port=" + proxy.port())
				.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("remote", CONTEXT, false))
					.isTrue());
			assertThat(proxy.requests())
				.anySatisfy((request) -> assertThat(request).startsWith("http://flags.invalid/sdk/latest-all"))
				.anySatisfy((request) -> assertThat(request).startsWith("http://flags.invalid/bulk"));
		}
	}

	@Test
	void certificateOfTheBundleIsTrusted() throws IOException {
		HeldCertificate certificate = certificate();
		try (FlagServiceStub service = secureService(certificate)) {
			trusting(certificate, service).run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.boolVariation("remote", CONTEXT, false)).isTrue();
				assertThat(client.flushAndWait(Duration.ofSeconds(20))).isTrue();
			});
			assertThat(service.requests()).anySatisfy((request) -> assertThat(request).startsWith("/bulk"));
		}
	}

	@Test
	void certificateOfTheBundleIsShownToAServiceThatAsksForOne() throws IOException {
		HeldCertificate shop = new HeldCertificate.Builder().commonName("shop").build();
		String key = "spring.ssl.bundle.pem.flags.keystore.private-key="
				+ write("shop.key", shop.privateKeyPkcs8Pem()).toUri();
		String certificate = "spring.ssl.bundle.pem.flags.keystore.certificate="
				+ write("shop.pem", shop.certificatePem()).toUri();
		HeldCertificate server = certificate();
		try (FlagServiceStub service = serviceFor(shop, server)) {
			trusting(server, service).withPropertyValues(key, certificate)
				.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("remote", CONTEXT, false))
					.isTrue());
			assertThat(service.lastClient()).isEqualTo("CN=shop");
		}
	}

	@Test
	void bundleWithoutCertificateDoesNotReachAServiceThatAsksForOne() throws IOException {
		HeldCertificate server = certificate();
		try (FlagServiceStub service = serviceFor(new HeldCertificate.Builder().build(), server)) {
			trusting(server, service).withPropertyValues("pennon.startup.policy=background").run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				await().until(() -> client.dataSourceStatusProvider().getStatus().lastError() != null);
				assertThat(client.boolVariation("remote", CONTEXT, false)).isFalse();
			});
			assertThat(service.requests()).isEmpty();
		}
	}

	private ApplicationContextRunner trusting(HeldCertificate server, FlagServiceStub service) throws IOException {
		return this.runner.withPropertyValues("pennon.service-endpoints.relay-proxy=" + service.uri(),
				"spring.ssl.bundle.pem.flags.truststore.certificate="
						+ write("trusted.pem", server.certificatePem()).toUri(),
				"pennon.http.ssl.bundle=flags");
	}

	private Path write(String name, String pem) throws IOException {
		return Files.writeString(this.directory.resolve(name), pem);
	}

	private static FlagServiceStub serviceFor(HeldCertificate client, HeldCertificate server) {
		return FlagServiceStub.forKnownClients(new HandshakeCertificates.Builder().heldCertificate(server)
			.addTrustedCertificate(client.certificate())
			.build()
			.sslContext());
	}

	@Test
	void certificateThatNobodyVouchesForIsRefused() {
		try (FlagServiceStub service = secureService(certificate())) {
			this.runner
				.withPropertyValues("pennon.service-endpoints.relay-proxy=" + service.uri(),
						"pennon.startup.policy=background")
				.run((context) -> {
					FlagClient client = context.getBean(FlagClient.class);
					await().until(() -> client.dataSourceStatusProvider().getStatus().lastError() != null);
					assertThat(client.boolVariation("remote", CONTEXT, false)).isFalse();
				});
			assertThat(service.requests()).isEmpty();
		}
	}

	@Test
	void bundleThatIsNotThereStopsTheStart() {
		this.runner.withPropertyValues("pennon.http.ssl.bundle=missing")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("missing"));
	}

	@Test
	void headerThatCannotBeSentStopsTheStartWithoutShowingItsValue() {
		this.runner.withPropertyValues("pennon.http.headers.X-Team=check\u0001out").run((context) -> {
			StringWriter trace = new StringWriter();
			context.getStartupFailure().printStackTrace(new PrintWriter(trace));
			assertThat(trace.toString()).contains("X-Team").doesNotContain("check\u0001out");
		});
	}

	@Test
	void proxyPasswordWithoutUserStopsTheStartWithoutShowingIt() {
		this.runner.withPropertyValues("pennon.http.proxy.host=proxy", "pennon.http.proxy.password=hunter2")
			.run((context) -> {
				StringWriter trace = new StringWriter();
				context.getStartupFailure().printStackTrace(new PrintWriter(trace));
				assertThat(trace.toString()).contains("user name").doesNotContain("hunter2");
			});
	}

	@Test
	void timeoutOfNothingStopsTheStart() {
		this.runner.withPropertyValues("pennon.http.connect-timeout=0s")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("pennon.http.connect-timeout"));
	}

	private static HeldCertificate certificate() {
		return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
	}

	private static FlagServiceStub secureService(HeldCertificate certificate) {
		return new FlagServiceStub(200,
				new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext());
	}

}
