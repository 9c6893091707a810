package dev.pennon.datasource.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ScriptedServer.Answer;
import dev.pennon.http.ScriptedServer.Exchange;
import dev.pennon.http.TlsConfiguration;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream survives. In each case the last good flags stay in use, the status tells
 * the truth, it heals without a restart, and when the source is stopped no socket and no
 * thread is left, which {@link StreamFixture#close()} checks.
 */
class StreamingFaultTests {

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final Answer FIRST = (exchange) -> exchange.stream().event("put", FlagJson.put("a", 1));

	private static final Answer SECOND = (
			exchange) -> exchange.stream().event("put", FlagJson.put("a", 2)).holdUntilClosed();

	@Test
	void aServerThatAcceptsAndNeverAnswersIsLeftAfterTheReadTimeoutOfTheFirstByte() {
		try (ScriptedServer server = ScriptedServer.answering(FIRST, Exchange::holdUntilClosed, SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.http((http) -> http.readTimeout(SHORT))
					.stream((stream) -> stream.readTimeout(Duration.ofMinutes(5)))
					.start()) {
			fixture.await(() -> server.requests().size() == 2);
			assertThat(fixture.downstream().flags()).isEqualTo("a=1");

			fixture.awaitFlags("a=2");
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
			assertThat(fixture.downstream().lastError().message()).containsAnyOf("timeout", "timed out");
			assertThat(fixture.delays()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
		}
	}

	@Test
	void aStreamThatIsSilentPastItsReadTimeoutInTheMiddleOfAnEventIsLeft() {
		Answer stalling = (exchange) -> exchange.stream()
			.event("put", FlagJson.put("a", 1))
			.send("event: put\ndata: " + FlagJson.put("a", 9).substring(0, 40))
			.holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(stalling, SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.stream((stream) -> stream.readTimeout(SHORT))
					.start()) {
			fixture.awaitFlags("a=1");

			fixture.awaitFlags("a=2");
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
			assertThat(fixture.downstream().sink().counts().invalid()).isZero();
			assertThat(fixture.downstream().sink().counts().applied()).isEqualTo(2);
		}
	}

	@Test
	void heartbeatsKeepAStreamAlive() {
		Answer beating = (exchange) -> {
			exchange.stream().event("put", FlagJson.put("a", 1));
			for (int i = 0; i < 7; i++) {
				exchange.send(":\n");
				// What is tested is the pace of the server, so real time has to pass.
				new CompletableFuture<Void>().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
			}
			exchange.event("patch", FlagJson.patch("a", 2)).holdUntilClosed();
		};
		try (ScriptedServer server = ScriptedServer.answering(beating);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.stream((stream) -> stream.readTimeout(Duration.ofMillis(500)))
					.start()) {
			fixture.awaitFlags("a=2");

			assertThat(fixture.delays()).isEmpty();
		}
	}

	@Test
	void aServerThatClosesAfterEachEventStillDeliversEach() {
		try (ScriptedServer server = ScriptedServer.answering(FIRST,
				(exchange) -> exchange.stream().event("patch", FlagJson.patch("a", 2)),
				(exchange) -> exchange.stream().event("patch", FlagJson.patch("b", 1)),
				(exchange) -> exchange.stream().event("delete", FlagJson.delete("a", 3)),
				(exchange) -> exchange.stream().holdUntilClosed());
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("b=1");

			fixture.await(() -> server.requests().size() == 5);
			assertThat(fixture.downstream().sink().counts().applied()).isEqualTo(4);
			assertThat(fixture.downstream().state()).isEqualTo(DataSourceState.INTERRUPTED);
			assertThat(fixture.downstream().lastError().message()).contains("the service has closed the stream");
		}
	}

	@Test
	void aConnectionThatDiesInAPutReplacesNothing() {
		Answer dying = (exchange) -> {
			exchange.stream().event("put", FlagJson.put("a", 1));
			exchange.send("event: put\ndata: {\"data\":{\"flags\":{\"b\":" + FlagJson.flag("b", 1) + "},\"segm");
		};
		try (ScriptedServer server = ScriptedServer.answering(dying, Exchange::holdUntilClosed);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.await(() -> server.requests().size() == 2);

			assertThat(fixture.downstream().flags()).isEqualTo("a=1");
			assertThat(fixture.downstream().state()).isEqualTo(DataSourceState.INTERRUPTED);
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
			assertThat(fixture.downstream().sink().counts().invalid()).isZero();
		}
	}

	@Test
	void aMegabyteOfGarbageChangesNothing() {
		byte[] garbage = new byte[1024 * 1024];
		new Random(7).nextBytes(garbage);
		Answer noise = (exchange) -> exchange.stream().event("put", FlagJson.put("a", 1)).send(garbage);
		try (ScriptedServer server = ScriptedServer.answering(noise, SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("a=1");

			fixture.awaitFlags("a=2");
			assertThat(fixture.downstream().sink().counts().applied()).isEqualTo(2);
		}
	}

	@Test
	void aMegabyteOfGarbageInAPutIsInvalidData() {
		Answer noise = (exchange) -> exchange.stream()
			.event("put", FlagJson.put("a", 1))
			.event("put", "x".repeat(1024 * 1024))
			.holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(noise, SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("a=2");

			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.INVALID_DATA);
			assertThat(fixture.downstream().lastError().message()).hasSizeLessThan(500);
			assertThat(fixture.downstream().sink().counts().invalid()).isEqualTo(1);
		}
	}

	@Test
	void aPutWithASchemaErrorIsReportedAndReplacesNothing() {
		Answer odd = (exchange) -> exchange.stream()
			.event("put", FlagJson.put("a", 1))
			.event("put", "{\"data\":{\"flags\":{\"b\":{\"key\":\"b\",\"version\":1,\"on\":\"maybe\"}}}}")
			.holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(odd, Exchange::holdUntilClosed);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.await(() -> server.requests().size() == 2);

			DataSourceStatus status = fixture.downstream().status();
			assertThat(status.state()).isEqualTo(DataSourceState.INTERRUPTED);
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.INVALID_DATA);
			assertThat(fixture.downstream().lastError().message()).contains("'b'", "on", server.uri());
			assertThat(fixture.downstream().flags()).isEqualTo("a=1");
		}
	}

	@Test
	void aKeyThatIsRefusedIsTriedAgainAboutEveryFiveMinutesUntilItIsMended() {
		try (LogLines log = new LogLines();
				ScriptedServer server = ScriptedServer.answering(FIRST, Answer.status(401), Answer.status(403),
						Answer.status(401), SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("a=2");

			assertThat(fixture.delays()).containsExactly(Duration.ofSeconds(1), Duration.ofMinutes(5),
					Duration.ofMinutes(5), Duration.ofMinutes(5));
			assertThat(fixture.downstream().lastError().statusCode()).isEqualTo(401);
			assertThat(fixture.downstream().lastError().isUnlikelyToHeal()).isTrue();
			fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);
			assertThat(log.lines()).filteredOn((line) -> line.startsWith("ERROR"))
				.containsExactly("ERROR The data source asks only about every 5 minutes until this is mended: "
						+ server.uri() + "/all answered with HTTP status 401 (check the SDK key)");
			assertThat(String.join("\n", log.lines())).doesNotContain("sdk-secret");
		}
	}

	@Test
	void anExpiredCertificateIsRefusedUntilThereIsAGoodOne() {
		Instant now = Instant.now();
		HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
		HeldCertificate expired = certificate(authority, now.minus(2, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
		HeldCertificate good = certificate(authority, now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS));
		AtomicReference<HandshakeCertificates> serving = new AtomicReference<>(serving(expired));
		HandshakeCertificates trust = new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate())
			.build();
		try (ScriptedServer server = ScriptedServer.secure(() -> serving.get().sslContext(), FIRST, SECOND);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.http((http) -> http
						.tls(new TlsConfiguration(trust.sslSocketFactory(), trust.trustManager(), null)))
					.start()) {
			fixture.await(() -> fixture.delays().size() >= 2);
			assertThat(fixture.delays()).containsOnly(Duration.ofMinutes(5));
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
			assertThat(server.requests()).isEmpty();

			serving.set(serving(good));
			fixture.awaitFlags("a=2");
		}
	}

	@Test
	void aCertificateForAnotherHostIsRefused() {
		Instant now = Instant.now();
		HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
		HeldCertificate other = new HeldCertificate.Builder().addSubjectAlternativeName("other.example.com")
			.signedBy(authority)
			.validityInterval(now.minusSeconds(60).toEpochMilli(), now.plusSeconds(60).toEpochMilli())
			.build();
		HandshakeCertificates trust = new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate())
			.build();
		try (ScriptedServer server = ScriptedServer.secure(serving(other)::sslContext, FIRST);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.http((http) -> http
						.tls(new TlsConfiguration(trust.sslSocketFactory(), trust.trustManager(), null)))
					.start()) {
			fixture.await(() -> fixture.delays().size() >= 2);

			assertThat(fixture.delays()).containsOnly(Duration.ofMinutes(5));
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void aNameThatDoesNotResolveIsTriedAgainAtTheNormalPace() {
		try (StreamFixture fixture = StreamFixture.readingFrom("http://does-not-resolve.invalid").start()) {
			fixture.await(() -> fixture.delays().size() >= 3);

			assertThat(fixture.delays()).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2),
					Duration.ofSeconds(4));
			assertThat(fixture.downstream().state()).isEqualTo(DataSourceState.INITIALIZING);
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
			assertThat(fixture.downstream().lastError().message()).contains("does-not-resolve.invalid");
		}
	}

	@Test
	void twentyRestartsOfTheServiceAreTwentyInterruptionsOfWhichEachHeals() {
		try (LogLines log = new LogLines();
				ScriptedServer server = ScriptedServer
					.answering((exchange) -> exchange.stream().event("put", FlagJson.put("a", 1)).holdUntilClosed());
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			for (int i = 0; i < 20; i++) {
				fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);
				server.goDown();
				fixture.await(() -> fixture.downstream().state() == DataSourceState.INTERRUPTED);
				assertThat(fixture.downstream().flags()).isEqualTo("a=1");
				server.comeBack();
			}
			fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);

			assertThat(fixture.openSockets()).isEqualTo(1);
			assertThat(PennonThreads.named("impatient")).hasSize(1);
			assertThat(Collections.max(fixture.delays())).isEqualTo(Duration.ofSeconds(30));
			List<String> interruptions = log.lines().stream().filter((line) -> line.startsWith("WARN")).toList();
			assertThat(interruptions).hasSize(20);
		}
	}

	private static HeldCertificate certificate(HeldCertificate authority, Instant from, Instant until) {
		return new HeldCertificate.Builder().addSubjectAlternativeName("localhost")
			.signedBy(authority)
			.validityInterval(from.toEpochMilli(), until.toEpochMilli())
			.build();
	}

	private static HandshakeCertificates serving(HeldCertificate certificate) {
		return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
	}

}
