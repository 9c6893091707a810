package dev.pennon.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes event processors whose time a test moves, and things to tell them. All are closed
 * after each test.
 */
final class EventFixture implements AfterEachCallback {

	static final Duration LIMIT = Duration.ofSeconds(60);

	static final EvaluationContext CONTEXT = EvaluationContext.of("a");

	private static final String FLAG = """
			{"version": %d, "on": true, "variations": [true, false], "fallthrough": {"variation": 0}%s}""";

	private final ManualTime time = new ManualTime();

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private LongUnaryOperator random = (bound) -> 0;

	private Duration retryDelay = Duration.ofMillis(1);

	private Duration requestLimit = LIMIT;

	/** Returns the time of all processors. */
	ManualTime time() {
		return this.time;
	}

	/** Lets samplers draw these numbers. */
	EventFixture random(LongUnaryOperator random) {
		this.random = random;
		return this;
	}

	EventFixture retryDelay(Duration delay) {
		this.retryDelay = delay;
		return this;
	}

	EventFixture requestLimit(Duration limit) {
		this.requestLimit = limit;
		return this;
	}

	/** Returns what a processor works with. */
	EventParts parts() {
		return new EventParts(this.time, this.time, this.time, this.random, this.retryDelay, this.requestLimit);
	}

	HttpEventProcessor processor(EventsService service) {
		return processor(service, (settings) -> settings);
	}

	HttpEventProcessor processor(EventsService service, UnaryOperator<EventsConfigurationBuilder> settings) {
		return processor(service, service.transport(), settings);
	}

	HttpEventProcessor processor(EventsService service, HttpTransport transport,
			UnaryOperator<EventsConfigurationBuilder> settings) {
		this.open.push(service);
		this.open.push(transport);
		HttpEventProcessor processor = new HttpEventProcessor(settings.apply(service.configuration()).build(),
				transport, parts());
		this.open.push(processor);
		return processor;
	}

	/** Makes a processor whose connections wait for ever for the next byte. */
	HttpEventProcessor processor(ScriptedServer server) {
		HttpTransport transport = new HttpTransport(
				HttpConfiguration.builder("sdk-key-of-a-test").readTimeout(Duration.ofDays(1)).build());
		EventsConfiguration configuration = EventsConfiguration.builder()
			.endpoints(ServiceEndpoints.builder().events(server.uri()).build())
			.diagnostics(false)
			.build();
		HttpEventProcessor processor = new HttpEventProcessor(configuration, transport, parts());
		this.open.push(server);
		this.open.push(transport);
		this.open.push(processor);
		return processor;
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
	}

	static CustomEvent custom(String key) {
		return new CustomEvent(Instant.EPOCH, key, CONTEXT, null, null);
	}

	static FeatureFlag flag(String key, int version) {
		return flag(key, version, "");
	}

	/** A flag that is on, with more members, each with a comma before it. */
	static FeatureFlag flag(String key, int version, String more) {
		return DataKinds.FEATURES.decode(key, FLAG.formatted(version, more).getBytes(StandardCharsets.UTF_8));
	}

	static EvaluationDetail<@Nullable JsonNode> result(FeatureFlag flag) {
		EvaluationDetail<@Nullable JsonNode> result = flag.fallthrough().result();
		assertThat(result).isNotNull();
		return result;
	}

	/** Tells of an evaluation as a client does. */
	static void evaluate(EventProcessor events, FeatureFlag flag, EvaluationContext context) {
		if (!events.countEvaluation(flag, context, result(flag))) {
			events.recordEvaluation(flag.key(), flag, context, result(flag), BooleanNode.FALSE, false, null);
		}
	}

}
