package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ScriptedServer.Answer;
import dev.pennon.http.ScriptedServer.Exchange;
import dev.pennon.http.ServiceEndpoints;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamingUpdateProcessorTests {

	private static final Answer ONE_FLAG = (
			exchange) -> exchange.stream().event("put", FlagJson.put("a", 1)).holdUntilClosed();

	@Test
	void asksForTheWholeStream() {
		try (ScriptedServer server = ScriptedServer.answering(ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri() + "/base/").start()) {
			fixture.awaitFlags("a=1");

			ScriptedServer.Request request = server.request(0);
			assertThat(request.line()).isEqualTo("GET /base/all HTTP/1.1");
			assertThat(request.header("Accept")).isEqualTo("text/event-stream");
			assertThat(request.header("Cache-Control")).isEqualTo("no-cache");
			assertThat(request.header("Authorization")).isEqualTo("sdk-secret");
		}
	}

	@Test
	void sendsThePayloadFilter() {
		try (ScriptedServer server = ScriptedServer.answering(ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.stream((stream) -> stream.payloadFilter("mine"))
					.start()) {
			fixture.awaitFlags("a=1");

			assertThat(server.request(0).line()).isEqualTo("GET /all?filter=mine HTTP/1.1");
		}
	}

	@Test
	void isInitializedAndValidOnceAPutIsStored() {
		CompletableFuture<Void> put = new CompletableFuture<>();
		Answer answer = (exchange) -> {
			exchange.stream().event("patch", FlagJson.patch("b", 1));
			put.join();
			exchange.event("put", FlagJson.put("a", 1)).holdUntilClosed();
		};
		try (ScriptedServer server = ScriptedServer.answering(answer);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("b=1");
			assertThat(fixture.source().isInitialized()).isFalse();
			assertThat(fixture.downstream().state()).isEqualTo(DataSourceState.INITIALIZING);

			put.complete(null);
			fixture.await(fixture.source()::isInitialized);
			fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);
			assertThat(fixture.downstream().flags()).isEqualTo("a=1");
		}
	}

	@Test
	void appliesUpdatesAsTheyCome() {
		Answer answer = (exchange) -> exchange.stream()
			.event("put", FlagJson.put("a", 1))
			.send(": heartbeat\n\n")
			.event("indirect/patch", "no json")
			.event("patch", "{\"path\":\"/configs/x\",\"data\":{}}")
			.event("patch", FlagJson.patch("b", 1))
			.event("delete", FlagJson.delete("a", 2))
			.holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(answer);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("b=1");

			assertThat(server.requests()).hasSize(1);
			assertThat(fixture.downstream().status().lastError()).isNull();
		}
	}

	@Test
	void rememberTheEnvironment() {
		Answer answer = (exchange) -> {
			exchange.head(200, Map.of("X-LD-EnvID", "env-1"));
			exchange.event("put", FlagJson.put("a", 1)).holdUntilClosed();
		};
		try (ScriptedServer server = ScriptedServer.answering(answer);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("a=1");

			assertThat(fixture.transport().environmentId()).isEqualTo("env-1");
		}
	}

	@Test
	void eachOpeningOfTheStreamIsReportedOnce() {
		List<String> inits = new CopyOnWriteArrayList<>();
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(500),
				(exchange) -> exchange.stream()
					.event("put", FlagJson.put("a", 1))
					.event("patch", FlagJson.patch("a", 2)),
				ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.stream((stream) -> stream
						.initListener((start, duration, failed) -> inits.add(start + " " + duration + " " + failed)))
					.start()) {
			fixture.await(() -> inits.size() == 3);

			assertThat(inits).containsExactly("2026-01-01T00:00:00Z PT0S true", "2026-01-01T00:00:00Z PT0S false",
					"2026-01-01T00:00:00Z PT0S false");
		}
	}

	@Test
	void reconnectsWithDoublingDelays() {
		Answer closing = (exchange) -> exchange.stream().event("put", FlagJson.put("a", 1));
		try (ScriptedServer server = ScriptedServer.answering(closing, Answer.status(503), Exchange::reset, closing,
				ONE_FLAG); StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.await(() -> server.requests().size() == 5);

			assertThat(fixture.delays()).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4),
					Duration.ofSeconds(8));
		}
	}

	@Test
	void aMinuteSinceTheFirstEventMakesAConnectionHealthy() {
		CompletableFuture<StreamFixture> running = new CompletableFuture<>();
		Answer healthy = (exchange) -> {
			exchange.stream().event("put", FlagJson.put("a", 1));
			running.join().awaitFlags("a=1");
			running.join().await(() -> running.join().downstream().state() == DataSourceState.VALID);
			running.join().time().advance(Duration.ofSeconds(60));
		};
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(401), Answer.status(503), healthy,
				Answer.status(503), ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).build()) {
			running.complete(fixture);
			fixture.source().start();
			fixture.await(() -> server.requests().size() == 5);

			assertThat(fixture.delays()).startsWith(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(1),
					Duration.ofSeconds(2));
		}
	}

	@Test
	void lessThanAMinuteDoesNot() {
		CompletableFuture<StreamFixture> running = new CompletableFuture<>();
		Answer short59 = (exchange) -> {
			exchange.stream().event("put", FlagJson.put("a", 1));
			running.join().await(() -> running.join().downstream().state() == DataSourceState.VALID);
			running.join().time().advance(Duration.ofSeconds(59));
		};
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(401), short59, ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).build()) {
			running.complete(fixture);
			fixture.source().start();
			fixture.await(() -> server.requests().size() == 3);

			assertThat(fixture.delays()).startsWith(Duration.ofMinutes(5), Duration.ofMinutes(5));
		}
	}

	@Test
	void stopWhileReadingEndsTheConnectionAtOnce() {
		try (ScriptedServer server = ScriptedServer.answering(ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.awaitFlags("a=1");

			assertThat(timeToStop(fixture.source())).isLessThan(Duration.ofSeconds(1));

			assertThat(fixture.openSockets()).isZero();
			assertThat(fixture.source().isAlive()).isFalse();
			assertThat(fixture.downstream().state()).isEqualTo(DataSourceState.OFF);
			assertThat(fixture.downstream().flags()).isEqualTo("a=1");
			fixture.await(() -> server.openConnections() == 0);
		}
	}

	@Test
	void stopWhileNoAnswerComesEndsTheConnectionAtOnce() {
		try (ScriptedServer server = ScriptedServer.answering(Exchange::holdUntilClosed);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).start()) {
			fixture.await(() -> server.requests().size() == 1);

			assertThat(timeToStop(fixture.source())).isLessThan(Duration.ofSeconds(1));
			assertThat(fixture.downstream().status().lastError()).isNull();
		}
	}

	@Test
	void stopWhileWaitingForTheNextAttemptTakesNoTimeAndStartGoesOn() {
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(401), ONE_FLAG);
				HttpTransport transport = new HttpTransport(HttpConfiguration.builder("sdk-secret").build());
				Downstream downstream = new Downstream()) {
			StreamingUpdateProcessor source = new StreamingUpdateProcessor(StreamingConfiguration.builder()
				.endpoints(ServiceEndpoints.builder().streaming(server.uri()).build())
				.build(), transport, downstream.sink());
			source.start();
			Awaitility.await().until(() -> downstream.status().lastError() != null);
			assertThat(PennonThreads.named("streaming")).hasSize(1);

			assertThat(timeToStop(source)).isLessThan(Duration.ofSeconds(1));
			Awaitility.await().until(() -> PennonThreads.named("streaming").isEmpty());
			assertThat(downstream.state()).isEqualTo(DataSourceState.OFF);

			source.start();
			source.start();
			Awaitility.await().until(() -> downstream.state() == DataSourceState.VALID);
			assertThat(server.requests()).hasSize(2);
			source.stop();
			source.stop();
			Awaitility.await().until(() -> server.openConnections() == 0);
		}
	}

	@Test
	void aStoreThatCannotTellWhenItIsBackIsTriedAgain() {
		FailingStore store = new FailingStore();
		store.fails = true;
		try (ScriptedServer server = ScriptedServer.answering(ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).store(store, null).start()) {
			fixture.await(() -> server.requests().size() >= 3);
			assertThat(fixture.source().isInitialized()).isFalse();
			assertThat(fixture.downstream().lastError().kind()).isEqualTo(DataSourceErrorKind.STORE_ERROR);
			assertThat(fixture.downstream().sink().counts().storeFailures()).isGreaterThanOrEqualTo(2);

			store.fails = false;
			fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);
			assertThat(fixture.delays()).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2));
		}
	}

	@Test
	void aStoreThatWillTellKeepsTheStreamOpenUntilThen() {
		FailingStore store = new FailingStore();
		ScriptedStoreStatus status = new ScriptedStoreStatus();
		Answer answer = (exchange) -> exchange.stream()
			.event("put", FlagJson.put("a", 1))
			.event("patch", FlagJson.patch("a", 2))
			.holdUntilClosed();
		store.fails = true;
		status.change(false, false);
		try (ScriptedServer server = ScriptedServer.answering(answer, ONE_FLAG);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri()).store(store, status).start()) {
			fixture.await(() -> fixture.downstream().sink().counts().storeFailures() == 2);
			assertThat(server.requests()).hasSize(1);

			store.fails = false;
			status.change(true, false);

			fixture.await(() -> fixture.downstream().state() == DataSourceState.VALID);
			assertThat(server.requests()).hasSize(2);
			assertThat(fixture.delays()).containsExactly(Duration.ZERO);
			fixture.source().stop();
			assertThat(status.listeners()).isZero();
		}
	}

	@Test
	void aStoreThatComesBackWithOldDataGetsAllOfItAnew() {
		ScriptedStoreStatus status = new ScriptedStoreStatus();
		Answer newer = (exchange) -> exchange.stream().event("put", FlagJson.put("a", 2)).holdUntilClosed();
		try (ScriptedServer server = ScriptedServer.answering(ONE_FLAG, newer);
				StreamFixture fixture = StreamFixture.readingFrom(server.uri())
					.store(new FailingStore(), status)
					.start()) {
			fixture.awaitFlags("a=1");
			status.change(false, true);
			status.change(true, false);
			assertThat(server.requests()).hasSize(1);

			status.change(true, true);

			fixture.awaitFlags("a=2");
			assertThat(fixture.downstream().status().lastError()).isNull();
		}
	}

	private static Duration timeToStop(StreamingUpdateProcessor source) {
		long before = System.nanoTime();
		source.stop();
		return Duration.ofNanos(System.nanoTime() - before);
	}

}
