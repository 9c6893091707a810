package dev.pennon.benchmarks.events;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.evaluation.EvaluationRow;
import dev.pennon.benchmarks.peers.LaunchDarklySource;
import dev.pennon.benchmarks.peers.PennonSource;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.context.EvaluationContext;
import dev.pennon.event.EventsConfiguration;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The first row with events that go to a sink in the same process, flushed every second.
 * After each iteration the client may deliver what it still has.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventsBenchmark {

	private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

	@Benchmark
	@InRows({ Row.S8, Row.S8t })
	public boolean pennon(Pennon state, Asker asker) {
		asker.evaluations++;
		return state.client.boolVariation(state.keys[asker.nextFlag(state.keys.length)],
				state.contexts[asker.nextContext()], false);
	}

	@Benchmark
	@InRows({ Row.S8, Row.S8t })
	public boolean launchDarkly(LaunchDarkly state, Asker asker) {
		asker.evaluations++;
		return state.client.boolVariation(state.keys[asker.nextFlag(state.keys.length)],
				state.contexts[asker.nextContext()], false);
	}

	/** Pennon's client and its contexts. */
	@State(Scope.Benchmark)
	public static class Pennon {

		@Param("S8")
		Row row;

		EventSink sink;

		HttpTransport transport;

		HttpEventProcessor events;

		FlagClient client;

		String[] keys;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			this.sink = new EventSink();
			this.transport = new HttpTransport(HttpConfiguration.builder("sdk-key").build());
			this.events = new HttpEventProcessor(EventsConfiguration.builder()
				.endpoints(ServiceEndpoints.builder().events(this.sink.uri()).build())
				.flushInterval(FLUSH_INTERVAL)
				.diagnostics(false)
				.build(), this.transport);
			FlagData data = EvaluationRow.S1.flags();
			this.client = PennonSource.client(data, FlagClient.builder().eventProcessor(this.events));
			this.keys = data.keys();
			this.contexts = Subjects.all(PennonSource::context).toArray(EvaluationContext[]::new);
		}

		@TearDown(Level.Iteration)
		public void settle(Deliveries deliveries) throws InterruptedException {
			deliveries.settle(this.sink, this.client::flush);
		}

		@TearDown
		public void close() {
			this.client.close();
			this.events.close();
			this.transport.close();
			this.sink.close();
		}

	}

	/** LaunchDarkly's client and its contexts. */
	@State(Scope.Benchmark)
	public static class LaunchDarkly {

		@Param("S8")
		Row row;

		EventSink sink;

		LDClient client;

		String[] keys;

		LDContext[] contexts;

		@Setup
		public void start() {
			this.sink = new EventSink();
			FlagData data = EvaluationRow.S1.flags();
			this.client = LaunchDarklySource.client(new LDConfig.Builder().dataSource(new LaunchDarklySource(data))
				.serviceEndpoints(Components.serviceEndpoints().events(this.sink.uri()))
				.events(Components.sendEvents().flushInterval(FLUSH_INTERVAL)));
			this.keys = data.keys();
			this.contexts = Subjects.all(LaunchDarklySource::context).toArray(LDContext[]::new);
		}

		@TearDown(Level.Iteration)
		public void settle(Deliveries deliveries) throws InterruptedException {
			deliveries.settle(this.sink, this.client::flush);
		}

		@TearDown
		public void close() throws IOException {
			this.client.close();
			this.sink.close();
		}

	}

}
