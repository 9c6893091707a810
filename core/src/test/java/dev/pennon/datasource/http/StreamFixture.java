package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import dev.pennon.http.CountingSocketFactory;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.store.DataStoreStatusProvider;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.InMemoryFeatureStore;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A streaming source and all around it: a real thread and real sockets, while the waits
 * between connections are only written down. The clock and the ticker stand still unless
 * moved.
 */
final class StreamFixture implements AutoCloseable {

	private static final RandomGenerator NO_JITTER = () -> 0;

	private final ManualTime time = new ManualTime();

	private final CountingSocketFactory sockets = new CountingSocketFactory();

	private final ImpatientScheduler scheduler = new ImpatientScheduler();

	private final Downstream downstream;

	private final HttpTransport transport;

	private final StreamingUpdateProcessor source;

	private StreamFixture(Builder builder) {
		this.downstream = new Downstream(this.time, builder.store);
		this.transport = new HttpTransport(builder.http.apply(
				HttpConfiguration.builder("sdk-secret").socketFactory(this.sockets).readTimeout(Duration.ofSeconds(5)))
			.build());
		this.source = new StreamingUpdateProcessor(
				builder.stream
					.apply(StreamingConfiguration.builder()
						.endpoints(ServiceEndpoints.builder().streaming(builder.uri).build()))
					.build(),
				this.transport, builder.storeStatus,
				new SourceParts(this.downstream.sink(), () -> this.scheduler, this.time, this.time, NO_JITTER));
	}

	static Builder readingFrom(String uri) {
		return new Builder(uri);
	}

	ManualTime time() {
		return this.time;
	}

	Downstream downstream() {
		return this.downstream;
	}

	StreamingUpdateProcessor source() {
		return this.source;
	}

	HttpTransport transport() {
		return this.transport;
	}

	/** The waits between connections so far. */
	List<Duration> delays() {
		return this.scheduler.delays();
	}

	int openSockets() {
		return this.sockets.openSockets();
	}

	void await(BooleanSupplier condition) {
		Awaitility.await()
			.pollInterval(2, TimeUnit.MILLISECONDS)
			.atMost(10, TimeUnit.SECONDS)
			.until(condition::getAsBoolean);
	}

	void awaitFlags(String flags) {
		await(() -> this.downstream.flags().equals(flags));
	}

	/** Stops the source and checks that nothing is left of it. */
	@Override
	public void close() {
		this.source.stop();
		await(() -> this.sockets.openSockets() == 0 && PennonThreads.named("impatient").isEmpty());
		this.transport.close();
		this.downstream.close();
	}

	static final class Builder {

		private final String uri;

		private UnaryOperator<HttpConfiguration.Builder> http = UnaryOperator.identity();

		private UnaryOperator<StreamingConfiguration.Builder> stream = UnaryOperator.identity();

		private FeatureStore store = new InMemoryFeatureStore();

		private @Nullable DataStoreStatusProvider storeStatus;

		private Builder(String uri) {
			this.uri = uri;
		}

		Builder http(UnaryOperator<HttpConfiguration.Builder> settings) {
			this.http = settings;
			return this;
		}

		Builder stream(UnaryOperator<StreamingConfiguration.Builder> settings) {
			this.stream = settings;
			return this;
		}

		Builder store(FeatureStore used, @Nullable DataStoreStatusProvider status) {
			this.store = used;
			this.storeStatus = status;
			return this;
		}

		StreamFixture build() {
			return new StreamFixture(this);
		}

		StreamFixture start() {
			StreamFixture fixture = build();
			fixture.source.start();
			return fixture;
		}

	}

}
