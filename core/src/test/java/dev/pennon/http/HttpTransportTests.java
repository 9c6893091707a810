package dev.pennon.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.SSLHandshakeException;

import dev.pennon.http.ScriptedServer.Answer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HttpTransportTests {

	@Test
	void everyRequestCarriesTheDefaultHeaders() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(""));
				HttpTransport transport = transport(
						(http) -> http.application(new ApplicationInfo("shop", "1")).wrapper("spring", "4"))) {
			get(transport, server.uri() + "/path");
			get(transport, server.uri() + "/path");

			ScriptedServer.Request request = server.request(0);
			assertThat(request.line()).isEqualTo("GET /path HTTP/1.1");
			assertThat(request.header("Authorization")).isEqualTo("sdk-secret");
			assertThat(request.header("User-Agent")).matches("PennonClient/\\S+");
			assertThat(request.header("X-LaunchDarkly-Tags")).isEqualTo("application-id/shop application-version/1");
			assertThat(request.header("X-LaunchDarkly-Wrapper")).isEqualTo("spring/4");
			String instanceId = request.header("X-LaunchDarkly-Instance-Id");
			assertThat(UUID.fromString(String.valueOf(instanceId)).version()).isEqualTo(4);
			assertThat(server.request(1).header("X-LaunchDarkly-Instance-Id")).isEqualTo(instanceId);
		}
	}

	@Test
	void eachTransportHasAnInstanceIdOfItsOwn() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(""));
				HttpTransport one = transport(UnaryOperator.identity());
				HttpTransport other = transport(UnaryOperator.identity())) {
			get(one, server.uri());
			get(other, server.uri());

			assertThat(server.request(0).header("X-LaunchDarkly-Instance-Id"))
				.isNotEqualTo(server.request(1).header("X-LaunchDarkly-Instance-Id"));
		}
	}

	@Test
	void headersThatHaveNoValueAreNotSent() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(""));
				HttpTransport transport = transport((http) -> http.wrapper("", "4"))) {
			get(transport, server.uri());

			assertThat(server.request(0).headers()).doesNotContainKeys("x-launchdarkly-tags", "x-launchdarkly-wrapper");
		}
	}

	@Test
	void aWrapperMayHaveNoVersion() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(""));
				HttpTransport transport = transport((http) -> http.wrapper("spring", null))) {
			get(transport, server.uri());

			assertThat(server.request(0).header("X-LaunchDarkly-Wrapper")).isEqualTo("spring");
		}
	}

	@Test
	void customHeadersReplaceThoseOfPennon() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(""));
				HttpTransport transport = transport(
						(http) -> http.header("authorization", "other").header("X-Mine", "1"))) {
			get(transport, server.uri());

			assertThat(server.request(0).header("Authorization")).isEqualTo("other");
			assertThat(server.request(0).header("X-Mine")).isEqualTo("1");
		}
	}

	@Test
	void aCompressedBodyIsDecompressed() throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write("hello".getBytes(StandardCharsets.UTF_8));
		}
		Answer answer = (exchange) -> {
			exchange.head(200, Map.of("Content-Encoding", "gzip", "Content-Length", String.valueOf(compressed.size())));
			exchange.send(compressed.toByteArray());
		};
		try (ScriptedServer server = ScriptedServer.answering(answer);
				HttpTransport transport = transport(UnaryOperator.identity())) {
			assertThat(get(transport, server.uri())).isEqualTo("hello");
			assertThat(server.request(0).header("Accept-Encoding")).isEqualTo("gzip");
		}
	}

	@Test
	void aPostSendsItsBody() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(202));
				HttpTransport transport = transport(UnaryOperator.identity());
				HttpResponse response = transport
					.newCall(HttpRequest.post(URI.create(server.uri() + "/bulk"), "[]".getBytes(StandardCharsets.UTF_8))
						.header("Content-Type", "application/json"))
					.execute()) {
			assertThat(response.status()).isEqualTo(202);
			assertThat(server.request(0).line()).isEqualTo("POST /bulk HTTP/1.1");
			assertThat(server.request(0).header("Content-Length")).isEqualTo("2");
			assertThat(server.request(0).header("Content-Type")).isEqualTo("application/json");
		}
	}

	@Test
	void aProxyGetsTheWholeUriAndResolvesTheHostItself() throws IOException {
		try (ScriptedServer proxy = ScriptedServer.answering(Answer.body("from afar"));
				HttpTransport transport = transport(
						(http) -> http.proxy(ProxyConfiguration.of("localhost", proxy.port())))) {
			assertThat(get(transport, "http://not.valid.local/all")).isEqualTo("from afar");
			assertThat(proxy.request(0).line()).isEqualTo("GET http://not.valid.local/all HTTP/1.1");
			assertThat(proxy.request(0).header("Proxy-Authorization")).isNull();
		}
	}

	@Test
	void aProxyThatAsksForCredentialsGetsThem() throws IOException {
		Answer asking = (exchange) -> exchange.head(407,
				Map.of("Proxy-Authenticate", "Basic realm=\"p\"", "Content-Length", "0", "Connection", "close"));
		try (ScriptedServer proxy = ScriptedServer.answering(asking, Answer.body("in"));
				HttpTransport transport = transport(
						(http) -> http.proxy(new ProxyConfiguration("localhost", proxy.port(), "user", "pass")))) {
			assertThat(get(transport, "http://not.valid.local/all")).isEqualTo("in");
			assertThat(proxy.request(1).header("Proxy-Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
		}
	}

	@Test
	void aProxyThatRefusesTheCredentialsIsAskedOnceMore() throws IOException {
		Answer asking = (exchange) -> exchange.head(407,
				Map.of("Proxy-Authenticate", "Basic realm=\"p\"", "Content-Length", "0", "Connection", "close"));
		try (ScriptedServer proxy = ScriptedServer.answering(asking);
				HttpTransport transport = transport(
						(http) -> http.proxy(new ProxyConfiguration("localhost", proxy.port(), "user", "wrong")));
				HttpResponse response = call(transport, "http://not.valid.local/all").execute()) {
			assertThat(response.status()).isEqualTo(407);
			assertThat(proxy.requests()).hasSize(2);
		}
	}

	@Test
	void theAnswerMustBeginWithinTheReadTimeoutWhateverTheIdleTimeoutIs() {
		try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.Exchange::holdUntilClosed);
				HttpTransport transport = transport((http) -> http.readTimeout(Duration.ofMillis(100)))) {
			HttpCall call = transport
				.newCall(HttpRequest.get(URI.create(server.uri())).idleTimeout(Duration.ofMinutes(5)));

			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(call::execute);
		}
	}

	@Test
	void aBodyMayBeSilentForLongerThanTheReadTimeoutIfTheRequestSaysSo() throws IOException {
		CompletableFuture<Void> goOn = new CompletableFuture<>();
		Answer answer = (exchange) -> {
			exchange.stream().send("a");
			goOn.join();
			exchange.send("b");
		};
		try (ScriptedServer server = ScriptedServer.answering(answer);
				HttpTransport transport = transport((http) -> http.readTimeout(Duration.ofMillis(50)));
				HttpResponse response = transport
					.newCall(HttpRequest.get(URI.create(server.uri())).idleTimeout(Duration.ofMinutes(5)))
					.execute()) {
			goOn.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS);

			assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ab");
		}
	}

	@Test
	void aBodyThatIsSilentForLongerThanTheIdleTimeoutBreaksOff() throws IOException {
		Answer answer = (exchange) -> exchange.stream().send("a").holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(answer);
				HttpTransport transport = transport(UnaryOperator.identity());
				HttpResponse response = transport
					.newCall(HttpRequest.get(URI.create(server.uri())).idleTimeout(Duration.ofMillis(100)))
					.execute()) {
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> response.body().readAllBytes());
		}
	}

	@Test
	void aBodyThatIsSilentForLongerThanTheReadTimeoutBreaksOffIfTheRequestSaysNothingElse() throws IOException {
		Answer answer = (exchange) -> exchange.stream().send("a").holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(answer);
				HttpTransport transport = transport((http) -> http.readTimeout(Duration.ofMillis(100)));
				HttpResponse response = call(transport, server.uri()).execute()) {
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> response.body().readAllBytes());
		}
	}

	@Test
	void aSilentBodyBreaksOffOverTlsToo() throws IOException {
		HeldCertificate held = localhost();
		Answer answer = (exchange) -> exchange.stream().send("a").holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.secure(serving(held)::sslContext, answer);
				HttpTransport transport = transport((http) -> http.tls(() -> trusting(held)));
				HttpResponse response = transport
					.newCall(HttpRequest.get(URI.create(server.uri())).idleTimeout(Duration.ofMillis(100)))
					.execute()) {
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> response.body().readAllBytes());
		}
	}

	@Test
	void anIdleTimeoutDoesNotOutliveItsRequestOnAReusedConnection() throws IOException {
		Answer answer = (exchange) -> {
			exchange.head(200, Map.of("Content-Length", "0"));
			exchange.nextRequest();
			exchange.holdUntilClosed();
		};
		try (ScriptedServer server = ScriptedServer.answering(answer);
				HttpTransport transport = transport((http) -> http.readTimeout(Duration.ofMillis(100)))) {
			URI uri = URI.create(server.uri());
			transport.newCall(HttpRequest.get(uri).idleTimeout(Duration.ofMinutes(5))).execute().close();

			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> transport.newCall(HttpRequest.get(uri)).execute());
		}
	}

	@Test
	void theEnvironmentIdComesFromSuccessfulAnswersOnly() throws IOException {
		Answer failing = (exchange) -> exchange.head(500, Map.of("X-LD-EnvID", "bad", "Content-Length", "0"));
		Answer good = (exchange) -> exchange.head(200, Map.of("X-LD-EnvID", "good", "Content-Length", "0"));
		try (ScriptedServer server = ScriptedServer.answering(failing, good);
				HttpTransport transport = transport((http) -> http.header("Connection", "close"))) {
			get(transport, server.uri());
			assertThat(transport.environmentId()).isNull();

			get(transport, server.uri());
			assertThat(transport.environmentId()).isEqualTo("good");
		}
	}

	@Test
	void aCertificateThatNobodyVouchesForIsRefused() {
		HandshakeCertificates certificates = serving(localhost());
		try (ScriptedServer server = ScriptedServer.secure(certificates::sslContext, Answer.body("secret flags"));
				HttpTransport transport = transport(UnaryOperator.identity())) {
			assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> get(transport, server.uri()));
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void aReloadedTrustIsUsedByTheNextRequest() throws IOException {
		HeldCertificate held = localhost();
		HandshakeCertificates serving = serving(held);
		AtomicReference<TlsConfiguration> tls = new AtomicReference<>(trusting(localhost()));
		try (ScriptedServer server = ScriptedServer.secure(serving::sslContext, Answer.body("flags"));
				HttpTransport transport = transport((http) -> http.tls(tls::get))) {
			assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> get(transport, server.uri()));

			tls.set(trusting(held));
			assertThat(get(transport, server.uri())).isEqualTo("flags");
		}
	}

	@Test
	void closeBreaksWhatIsUnderWayAndLeavesNoSocket() {
		CountingSocketFactory sockets = new CountingSocketFactory();
		Answer silent = (exchange) -> exchange.stream().holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(silent)) {
			HttpTransport transport = transport((http) -> http.socketFactory(sockets));
			CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> {
				try {
					return get(transport, server.uri());
				}
				catch (IOException ex) {
					return "broken";
				}
			});
			Awaitility.await().until(() -> server.requests().size() == 1);

			transport.close();
			transport.close();

			assertThat(reading.orTimeout(1, TimeUnit.SECONDS).join()).isEqualTo("broken");
			Awaitility.await().until(() -> sockets.openSockets() == 0 && server.openConnections() == 0);
			assertThatIllegalStateException().isThrownBy(() -> call(transport, server.uri()))
				.withMessage("The HTTP transport is closed");
		}
	}

	@Test
	void aCallThatIsExecutedAfterTheCloseLeavesNoSocket() {
		CountingSocketFactory sockets = new CountingSocketFactory();
		try (ScriptedServer server = ScriptedServer
			.answering((exchange) -> exchange.head(200, Map.of("Content-Length", "0")))) {
			HttpTransport transport = transport((http) -> http.socketFactory(sockets));
			HttpCall late = call(transport, server.uri());
			transport.close();

			assertThatIOException().isThrownBy(late::execute).withMessage("The HTTP transport was closed");
			assertThat(sockets.openSockets()).isZero();
		}
	}

	@Test
	void aPortOfAProxyThatIsNotThereIsAFailureLikeAnyOther() {
		int port = closedPort();
		try (HttpTransport transport = transport((http) -> http.proxy(ProxyConfiguration.of("localhost", port)))) {
			assertThatIOException().isThrownBy(() -> get(transport, "http://not.valid.local/all"));
		}
	}

	private static int closedPort() {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress("127.0.0.1", 0));
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HttpTransport transport(UnaryOperator<HttpConfiguration.Builder> settings) {
		return new HttpTransport(settings.apply(HttpConfiguration.builder("sdk-secret")).build());
	}

	private static HttpCall call(HttpTransport transport, String uri) {
		return transport.newCall(HttpRequest.get(URI.create(uri)));
	}

	private static String get(HttpTransport transport, String uri) throws IOException {
		try (HttpResponse response = call(transport, uri).execute()) {
			return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static HeldCertificate localhost() {
		return new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
	}

	private static HandshakeCertificates serving(HeldCertificate certificate) {
		return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
	}

	private static TlsConfiguration trusting(HeldCertificate certificate) {
		HandshakeCertificates trust = new HandshakeCertificates.Builder()
			.addTrustedCertificate(certificate.certificate())
			.build();
		return new TlsConfiguration(trust.sslSocketFactory(), trust.trustManager(), null);
	}

}
