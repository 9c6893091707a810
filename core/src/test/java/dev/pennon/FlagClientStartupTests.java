package dev.pennon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.internal.concurrent.ManualTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class FlagClientStartupTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final String DATA = FlagFixtures.flags(Map.of("flag", FlagFixtures.flagWithValue("true")));

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private final AtomicReference<FakeSource> source = new AtomicReference<>();

	private FlagClient client;

	@AfterEach
	void closeClient() {
		if (this.client != null) {
			this.client.close();
		}
	}

	@ParameterizedTest
	@EnumSource(StartupPolicy.class)
	void startReturnsOnceThereIsData(StartupPolicy policy) {
		FlagClient client = client(policy, LONG, (source) -> source.deliver(DATA));
		client.start();
		assertThat(client.isInitialized()).isTrue();
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
	}

	@ParameterizedTest
	@EnumSource(value = StartupPolicy.class, names = { "WAIT", "FAIL_FAST" })
	void startWaitsForDataThatArrivesLater(StartupPolicy policy) {
		FlagClient client = client(policy, LONG, (source) -> CompletableFuture.runAsync(() -> source.deliver(DATA)));
		client.start();
		assertThat(client.isInitialized()).isTrue();
	}

	@Test
	void startNoticesASourceThatDoesNotReportItsState() {
		FlagClient client = client(StartupPolicy.FAIL_FAST, LONG, (source) -> CompletableFuture.runAsync(() -> {
			source.sink.init(FlagFixtures.dataSet(DATA));
			source.initialized = true;
		}));
		client.start();
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
	}

	@Test
	void waitReturnsAfterTheTimeoutAndTheFlagsMayArriveLater() {
		FlagClient client = client(StartupPolicy.WAIT, SHORT, (source) -> {
		});
		client.start();
		assertThat(client.isInitialized()).isFalse();
		assertThat(client.boolVariationDetail("flag", CONTEXT, false).reason().errorKind())
			.isEqualTo(ErrorKind.CLIENT_NOT_READY);
		this.source.get().deliver(DATA);
		assertThat(client.isInitialized()).isTrue();
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
	}

	@Test
	void timeoutIsMeasuredByTheTicker() {
		ManualTime time = new ManualTime();
		this.client = FlagClient.builder()
			.updateProcessor(FakeSource::new)
			.startup(StartupPolicy.WAIT, Duration.ofSeconds(5))
			.ticker(time)
			.build();
		CompletableFuture<Void> start = CompletableFuture.runAsync(this.client::start);
		Awaitility.await().until(() -> {
			time.advance(Duration.ofSeconds(1));
			return start.isDone();
		});
		assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void backgroundReturnsAtOnce() {
		FlagClient client = client(StartupPolicy.BACKGROUND, LONG, (source) -> {
		});
		client.start();
		assertThat(client.isInitialized()).isFalse();
	}

	@Test
	void zeroTimeoutReturnsAtOnce() {
		FlagClient client = client(StartupPolicy.WAIT, Duration.ZERO, (source) -> {
		});
		client.start();
		assertThat(client.isInitialized()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 405 })
	void waitEndsAtOnceOnAnErrorThatLooksPermanent(int status) {
		FlagClient client = client(StartupPolicy.WAIT, LONG,
				(source) -> source.sink.updateStatus(DataSourceState.INITIALIZING, response(status)));
		client.start();
		assertThat(client.isInitialized()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 408, 429, 500, 503 })
	void waitGoesOnAfterAnErrorThatLooksPassing(int status) {
		FlagClient client = client(StartupPolicy.WAIT, LONG, (source) -> {
			source.sink.updateStatus(DataSourceState.INTERRUPTED, response(status));
			CompletableFuture.runAsync(() -> source.deliver(DATA));
		});
		client.start();
		assertThat(client.isInitialized()).isTrue();
	}

	@Test
	void waitEndsAtOnceWhenTheSourceGivesUp() {
		FlagClient client = client(StartupPolicy.WAIT, LONG,
				(source) -> source.sink.updateStatus(DataSourceState.OFF, null));
		client.start();
		assertThat(client.isInitialized()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "401, SDK key", "403, SDK key", "404, address" })
	void failFastNamesStateErrorAndRemedy(int status, String remedy) {
		FlagClient client = client(StartupPolicy.FAIL_FAST, LONG,
				(source) -> source.sink.updateStatus(DataSourceState.OFF, response(status)));
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(client::start)
			.withMessageContaining("OFF")
			.withMessageContaining("ERROR_RESPONSE " + status)
			.withMessageContaining("the answer")
			.withMessageContaining(remedy)
			.satisfies((ex) -> assertThat(ex.status().lastError()).isEqualTo(response(status)));
		assertThat(this.source.get().stops).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource(DataSourceErrorKind.class)
	void failFastNamesEveryKindOfError(DataSourceErrorKind kind) {
		FlagClient client = client(StartupPolicy.FAIL_FAST, SHORT, (source) -> source.sink
			.updateStatus(DataSourceState.INTERRUPTED, DataSourceErrorInfo.of(kind, "the problem", Instant.EPOCH)));
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(client::start)
			.withMessageContaining("INITIALIZING")
			.withMessageContaining(kind.name())
			.withMessageContaining("the problem; ");
	}

	@Test
	void failFastWithoutAnErrorSuggestsMoreTime() {
		FlagClient client = client(StartupPolicy.FAIL_FAST, SHORT, (source) -> {
		});
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(client::start)
			.withMessageContaining("INITIALIZING")
			.withMessageContaining("allow more time");
	}

	@Test
	void clientThatFailedToStartCanBeStartedAgain() {
		FlagClient client = client(StartupPolicy.FAIL_FAST, LONG, (source) -> {
			if (source.starts.get() == 1) {
				source.sink.updateStatus(DataSourceState.INITIALIZING, response(401));
			}
			else {
				CompletableFuture.runAsync(() -> source.deliver(DATA));
			}
		});
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(client::start);
		client.start();
		assertThat(client.isInitialized()).isTrue();
	}

	@Test
	void clientWithoutASourceDoesNotWait() {
		this.client = FlagClient.builder().startup(StartupPolicy.WAIT, LONG).build();
		this.client.start();
		assertThat(this.client.isInitialized()).isFalse();
	}

	@Test
	void clientWithoutASourceAndDataFailsFast() {
		this.client = FlagClient.builder().startup(StartupPolicy.FAIL_FAST, LONG).build();
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(this.client::start)
			.withMessageContaining("no data source");
	}

	@ParameterizedTest
	@EnumSource(StartupPolicy.class)
	void offlineClientStartsAtOnceAndAsksNobody(StartupPolicy policy) {
		this.client = FlagClient.builder().updateProcessor((sink) -> {
			throw new IllegalStateException("must not be called");
		}).offline(true).startup(policy, LONG).build();
		this.client.start();
		assertThat(this.client.isInitialized()).isTrue();
		assertThat(this.client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
		assertThat(this.client.boolVariationDetail("flag", CONTEXT, true).reason().errorKind())
			.isEqualTo(ErrorKind.CLIENT_NOT_READY);
	}

	@ParameterizedTest
	@EnumSource(StartupPolicy.class)
	void clientWithExternalDataStartsAtOnce(StartupPolicy policy) {
		this.client = FlagClient.builder()
			.featureStore(FlagFixtures.storeWith(DATA))
			.externalData(true)
			.startup(policy, LONG)
			.build();
		this.client.start();
		assertThat(this.client.isInitialized()).isTrue();
		assertThat(this.client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
		assertThat(this.client.boolVariation("flag", CONTEXT, false)).isTrue();
	}

	@Test
	void interruptEndsTheWaitAndIsKept() {
		FlagClient client = client(StartupPolicy.WAIT, LONG, (source) -> Thread.currentThread().interrupt());
		client.start();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(client.isInitialized()).isFalse();
	}

	@Test
	void stopAndCloseEndTheWait() {
		for (Consumer<FlagClient> end : List.<Consumer<FlagClient>>of(FlagClient::stop, FlagClient::close)) {
			CompletableFuture<Void> started = new CompletableFuture<>();
			FlagClient client = client(StartupPolicy.WAIT, LONG, (source) -> started.complete(null));
			CompletableFuture<Void> start = CompletableFuture.runAsync(client::start);
			started.join();
			end.accept(client);
			assertThat(start).succeedsWithin(Duration.ofSeconds(10));
			client.close();
		}
	}

	private FlagClient client(StartupPolicy policy, Duration timeout, Consumer<FakeSource> onStart) {
		this.client = FlagClient.builder().updateProcessor((sink) -> {
			this.source.set(new FakeSource(sink, () -> onStart.accept(this.source.get())));
			return this.source.get();
		}).startup(policy, timeout).build();
		return this.client;
	}

	private static DataSourceErrorInfo response(int status) {
		return DataSourceErrorInfo.ofStatusCode(status, "the answer", Instant.EPOCH);
	}

}
