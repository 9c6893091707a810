package dev.pennon.datasource.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpStatusException;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ScriptedServer.Answer;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class HttpFeatureRequesterTests {

	private final HttpTransport transport = new HttpTransport(
			HttpConfiguration.builder("sdk-secret").readTimeout(Duration.ofSeconds(5)).build());

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void asksForEverythingAtOnce() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(FlagJson.all("a", 1)))) {
			FullDataSet data = requester(server.uri() + "/base/", null).getAll().orElseThrow();

			assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("a");
			assertThat(server.request(0).line()).isEqualTo("GET /base/sdk/latest-all HTTP/1.1");
			assertThat(server.request(0).header("If-None-Match")).isNull();
			assertThat(server.request(0).header("Accept-Encoding")).contains("gzip");
		}
	}

	@Test
	void sendsThePayloadFilter() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(FlagJson.all("a", 1)))) {
			requester(server.uri(), "mine").getAll();

			assertThat(server.request(0).line()).isEqualTo("GET /sdk/latest-all?filter=mine HTTP/1.1");
		}
	}

	@Test
	void whatHasNotChangedIsNotSentAgain() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(tagged("\"v1\"", FlagJson.all("a", 1)),
				Answer.status(304), tagged("\"v2\"", FlagJson.all("a", 2)), Answer.status(304))) {
			HttpFeatureRequester requester = requester(server.uri(), null);

			assertThat(requester.getAll()).isPresent();
			assertThat(requester.getAll()).isEmpty();
			assertThat(requester.getAll()).isPresent();
			assertThat(requester.getAll()).isEmpty();

			assertThat(server.request(1).header("If-None-Match")).isEqualTo("\"v1\"");
			assertThat(server.request(2).header("If-None-Match")).isEqualTo("\"v1\"");
			assertThat(server.request(3).header("If-None-Match")).isEqualTo("\"v2\"");
		}
	}

	@Test
	void whatCouldNotBeStoredIsSentAgain() throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(tagged("\"v1\"", FlagJson.all("a", 1)))) {
			HttpFeatureRequester requester = requester(server.uri(), null);
			requester.getAll();
			requester.forget();

			assertThat(requester.getAll()).isPresent();
			assertThat(server.request(1).header("If-None-Match")).isNull();
		}
	}

	@Test
	void anErrorLeavesTheTagOfTheLastGoodAnswer() throws IOException {
		Answer malformed = tagged("\"v2\"", "{\"flags\":7}");
		try (ScriptedServer server = ScriptedServer.answering(tagged("\"v1\"", FlagJson.all("a", 1)), malformed,
				Answer.status(503), Answer.status(304))) {
			HttpFeatureRequester requester = requester(server.uri(), null);
			requester.getAll();

			assertThatExceptionOfType(InvalidItemException.class).isThrownBy(requester::getAll);
			assertThatExceptionOfType(HttpStatusException.class).isThrownBy(requester::getAll);
			assertThat(requester.getAll()).isEmpty();
			assertThat(server.request(3).header("If-None-Match")).isEqualTo("\"v1\"");
		}
	}

	@Test
	void aStatusThatIsNoSuccessNamesThePlaceAndTheRemedyButNotTheKey() {
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(401))) {
			HttpFeatureRequester requester = requester(server.uri(), null);

			assertThatExceptionOfType(HttpStatusException.class).isThrownBy(requester::getAll)
				.withMessage("%s/sdk/latest-all answered with HTTP status 401 (check the SDK key)", server.uri());
		}
	}

	@Test
	void notModifiedIsAnErrorForWhoeverHasNothing() {
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(304))) {
			HttpFeatureRequester requester = requester(server.uri(), null);

			assertThatExceptionOfType(HttpStatusException.class).isThrownBy(requester::getAll);
		}
	}

	@Test
	void dataThatIsCutOffIsNotTakenForMalformedData() {
		Answer cutOff = (exchange) -> {
			exchange.head(200, Map.of("Content-Length", "1000"));
			exchange.send("{\"flags\":{\"a\":{\"key\":\"a\",");
		};
		try (ScriptedServer server = ScriptedServer.answering(cutOff)) {
			HttpFeatureRequester requester = requester(server.uri(), null);

			assertThatIOException().isThrownBy(requester::getAll);
		}
	}

	@Test
	void aThousandFlagsArriveCompressedTheOneWithAnEmptyKeyIncluded() throws IOException {
		String flags = IntStream.range(0, 1000)
			.mapToObj((i) -> "\"f%d\":%s".formatted(i, FlagJson.flag("f" + i, 1)))
			.collect(Collectors.joining(","));
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write("{\"flags\":{%s,\"\":{\"key\":\"\",\"version\":0}}}".formatted(flags)
				.getBytes(StandardCharsets.UTF_8));
		}
		Answer answer = (exchange) -> {
			exchange.head(200, Map.of("Content-Encoding", "gzip", "Content-Length", String.valueOf(compressed.size())));
			exchange.send(compressed.toByteArray());
		};
		try (ScriptedServer server = ScriptedServer.answering(answer)) {
			FullDataSet data = requester(server.uri(), null).getAll().orElseThrow();

			assertThat(data.items(DataKinds.FEATURES)).hasSize(1001).containsKeys("f0", "f999", "");
		}
	}

	@Test
	void cancelEndsARequestThatAnotherThreadWaitsFor() {
		try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.Exchange::holdUntilClosed)) {
			HttpFeatureRequester requester = requester(server.uri(), null);
			CompletableFuture<Void> asking = CompletableFuture
				.runAsync(() -> assertThatIOException().isThrownBy(requester::getAll));
			Awaitility.await().until(() -> server.requests().size() == 1);

			requester.cancel();

			asking.orTimeout(1, TimeUnit.SECONDS).join();
			Awaitility.await().until(() -> server.openConnections() == 0);
		}
	}

	private HttpFeatureRequester requester(String uri, @Nullable String filter) {
		return new HttpFeatureRequester(this.transport, ServiceEndpoints.builder().polling(uri).build(), filter, false);
	}

	private static Answer tagged(String tag, String body) {
		return (exchange) -> {
			exchange.head(200,
					Map.of("ETag", tag, "Content-Length", String.valueOf(body.length()), "Connection", "close"));
			exchange.send(body);
		};
	}

}
