package dev.pennon.datasource.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLPeerUnverifiedException;

import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpStatusException;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ScriptedServer.Answer;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollingUpdateProcessorTests {

	private static final RandomGenerator NO_JITTER = () -> 0;

	private final ManualTime time = new ManualTime();

	private final Downstream downstream = new Downstream(this.time);

	private final ScriptedRequester requester = new ScriptedRequester();

	private final PollingUpdateProcessor source = source(this.downstream, Duration.ofSeconds(30));

	@AfterEach
	void close() {
		this.source.stop();
		this.downstream.close();
	}

	@Test
	void startReturnsAtOnceAndTheFirstPollFollowsWithoutDelay() {
		this.requester.then(data("a", 1));
		this.source.start();
		assertThat(this.requester.polls).isZero();
		assertThat(this.source.isAlive()).isTrue();
		assertThat(this.source.isInitialized()).isFalse();

		this.time.advance(Duration.ZERO);

		assertThat(this.requester.polls).isEqualTo(1);
		assertThat(this.source.isInitialized()).isTrue();
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
		assertThat(this.downstream.flags()).isEqualTo("a=1");
	}

	@Test
	void pollsAtTheIntervalAndEachAnswerReplacesAll() {
		this.requester.then(data("a", 2)).then(data("b", 1)).then(notModified());
		this.source.start();
		this.time.advance(Duration.ofSeconds(29));
		assertThat(this.downstream.flags()).isEqualTo("a=2");

		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.downstream.flags()).isEqualTo("b=1");

		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.requester.polls).isEqualTo(3);
		assertThat(this.downstream.flags()).isEqualTo("b=1");
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
		assertThat(this.downstream.sink().counts().applied()).isEqualTo(2);
	}

	@Test
	void anIntervalBelowThirtySecondsIsRaised() {
		assertThat(source(this.downstream, Duration.ofSeconds(29)).toString()).contains("every PT30S");
		assertThat(source(this.downstream, Duration.ofSeconds(31)).toString()).contains("every PT31S");
	}

	@Test
	void aSecondStartHasNoEffect() {
		this.requester.then(data("a", 1));
		this.source.start();
		this.source.start();
		this.time.advance(Duration.ZERO);

		assertThat(this.requester.polls).isEqualTo(1);
		assertThat(this.time.waitingTasks()).isEqualTo(1);
	}

	@Test
	void aFailureInterruptsTheSourceAndTheNextPollMendsIt() {
		this.requester.then(data("a", 1)).then(failure(new IOException("broken"))).then(notModified());
		this.source.start();
		this.time.advance(Duration.ofSeconds(30));

		assertThat(this.downstream.state()).isEqualTo(DataSourceState.INTERRUPTED);
		assertThat(this.downstream.lastError().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
		assertThat(this.downstream.flags()).isEqualTo("a=1");

		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
	}

	@Test
	void aSourceThatHasNeverWorkedStaysInitializing() {
		this.requester.then(failure(status(503))).then(data("a", 1));
		this.source.start();
		this.time.advance(Duration.ZERO);

		assertThat(this.downstream.state()).isEqualTo(DataSourceState.INITIALIZING);
		assertThat(this.downstream.lastError().statusCode()).isEqualTo(503);

		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
	}

	@Test
	void malformedDataIsReportedAndCountedAndReplacesNothing() {
		this.requester.then(data("a", 1)).then(failure(new InvalidItemException("flag 'b' is odd", null)));
		this.source.start();
		this.time.advance(Duration.ofSeconds(30));

		assertThat(this.downstream.state()).isEqualTo(DataSourceState.INTERRUPTED);
		assertThat(this.downstream.lastError().kind()).isEqualTo(DataSourceErrorKind.INVALID_DATA);
		assertThat(this.downstream.sink().counts().invalid()).isEqualTo(1);
		assertThat(this.downstream.flags()).isEqualTo("a=1");
	}

	@Test
	void aRefusalIsFollowedByFiveMinutesUntilTwoPollsHaveSucceeded() {
		this.requester.then(failure(status(401)))
			.then(data("a", 1))
			.then(notModified())
			.then(notModified())
			.then(notModified());
		this.source.start();
		this.time.advance(Duration.ofSeconds(299));
		assertThat(this.requester.polls).isEqualTo(1);
		assertThat(this.downstream.lastError().isUnlikelyToHeal()).isTrue();

		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.requester.polls).isEqualTo(2);
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
		this.time.advance(Duration.ofSeconds(300));
		assertThat(this.requester.polls).isEqualTo(3);
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.requester.polls).isEqualTo(5);
	}

	@Test
	void aCertificateThatIsNotAcceptedIsTreatedLikeARefusal() {
		this.requester.then(failure(new SSLPeerUnverifiedException("not this host"))).then(data("a", 1));
		this.source.start();
		this.time.advance(Duration.ofSeconds(299));
		assertThat(this.requester.polls).isEqualTo(1);

		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
	}

	@Test
	void evenADefectDoesNotEndTheSource() {
		this.requester.then(failure(new IllegalStateException("bug")))
			.then(failure(new StackOverflowError()))
			.then(data("a", 1));
		this.source.start();
		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.downstream.lastError().kind()).isEqualTo(DataSourceErrorKind.UNKNOWN);

		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.VALID);
	}

	@Test
	void whatTheStoreCouldNotTakeIsAskedForAgain() {
		FailingStore store = new FailingStore();
		try (Downstream failing = new Downstream(this.time, store)) {
			PollingUpdateProcessor polling = source(failing, Duration.ofSeconds(30));
			this.requester.then(data("a", 1)).then(data("a", 1));
			store.fails = true;
			polling.start();
			this.time.advance(Duration.ZERO);
			assertThat(polling.isInitialized()).isFalse();
			assertThat(failing.lastError().kind()).isEqualTo(DataSourceErrorKind.STORE_ERROR);
			assertThat(this.requester.forgotten).isEqualTo(1);

			store.fails = false;
			this.time.advance(Duration.ofSeconds(30));
			assertThat(polling.isInitialized()).isTrue();
			assertThat(failing.state()).isEqualTo(DataSourceState.VALID);
			polling.stop();
		}
	}

	@Test
	void stopEndsPollingAndSaysSo() {
		this.requester.then(data("a", 1));
		this.source.start();
		this.time.advance(Duration.ZERO);

		this.source.stop();
		this.source.stop();
		this.time.advance(Duration.ofHours(1));

		assertThat(this.requester.polls).isEqualTo(1);
		assertThat(this.requester.cancelled).isEqualTo(1);
		assertThat(this.source.isAlive()).isFalse();
		assertThat(this.downstream.state()).isEqualTo(DataSourceState.OFF);
		assertThat(this.downstream.flags()).isEqualTo("a=1");
	}

	@Test
	void itCanBeginAgainOverHttpAndLeavesNoThreadAndNoSocket() {
		try (ScriptedServer server = ScriptedServer.answering(Answer.body(FlagJson.all("a", 1)));
				HttpTransport transport = new HttpTransport(HttpConfiguration.builder("sdk-secret").build());
				Downstream real = new Downstream()) {
			PollingUpdateProcessor polling = new PollingUpdateProcessor(new HttpFeatureRequester(transport,
					ServiceEndpoints.builder().polling(server.uri()).build(), null, false), Duration.ofMinutes(1),
					real.sink());
			for (int i = 0; i < 3; i++) {
				int requests = i + 1;
				polling.start();
				Awaitility.await().until(() -> real.state() == DataSourceState.VALID);
				polling.stop();
				assertThat(real.state()).isEqualTo(DataSourceState.OFF);
				assertThat(server.requests()).hasSize(requests);
			}
			Awaitility.await().until(() -> server.openConnections() == 0 && PennonThreads.named("polling").isEmpty());
		}
	}

	@Test
	void stopWaitsForNoAnswer() {
		try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.Exchange::holdUntilClosed);
				HttpTransport transport = new HttpTransport(HttpConfiguration.builder("sdk-secret").build());
				Downstream real = new Downstream()) {
			PollingUpdateProcessor polling = new PollingUpdateProcessor(new HttpFeatureRequester(transport,
					ServiceEndpoints.builder().polling(server.uri()).build(), null, false), Duration.ofMinutes(1),
					real.sink());
			polling.start();
			Awaitility.await().until(() -> server.requests().size() == 1);

			long before = System.nanoTime();
			polling.stop();

			assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
			assertThat(real.status().lastError()).isNull();
			Awaitility.await().until(() -> server.openConnections() == 0 && PennonThreads.named("polling").isEmpty());
		}
	}

	private PollingUpdateProcessor source(Downstream target, Duration interval) {
		return new PollingUpdateProcessor(this.requester, interval,
				new SourceParts(target.sink(), () -> this.time, this.time, this.time, NO_JITTER));
	}

	private static HttpStatusException status(int status) {
		return new HttpStatusException(URI.create("http://relay/sdk/latest-all"), status);
	}

	private static Step data(String key, long version) {
		return () -> Optional.of(new FlagDataReader(false)
			.read(new ByteArrayInputStream(FlagJson.all(key, version).getBytes(StandardCharsets.UTF_8))));
	}

	private static Step notModified() {
		return Optional::empty;
	}

	private static Step failure(Throwable thrown) {
		return () -> {
			if (thrown instanceof IOException broken) {
				throw broken;
			}
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) thrown;
		};
	}

	private interface Step {

		Optional<FullDataSet> run() throws IOException;

	}

	private static final class ScriptedRequester implements FeatureRequester {

		private final Deque<Step> steps = new ArrayDeque<>();

		private int polls;

		private int forgotten;

		private int cancelled;

		ScriptedRequester then(Step step) {
			this.steps.add(step);
			return this;
		}

		@Override
		public Optional<FullDataSet> getAll() throws IOException {
			this.polls++;
			return this.steps.remove().run();
		}

		@Override
		public void forget() {
			this.forgotten++;
		}

		@Override
		public void cancel() {
			this.cancelled++;
		}

	}

}
