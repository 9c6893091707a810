package dev.pennon;

import java.time.Duration;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.event.EventsService;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.http.HttpTransport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client tells the events service.
 */
class FlagClientEventTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String FLAGS = FlagFixtures
		.flags(Map.of("bool", FlagFixtures.flagWithValue("true"), "stage", FlagFixtures.flagWithValue("\"shadow\"")));

	private static FlagClientBuilder builder() {
		return FlagClient.builder().featureStore(FlagFixtures.storeWith(FLAGS)).externalData(true);
	}

	private static FlagClient started(FlagClientBuilder builder) {
		FlagClient client = builder.build();
		client.start();
		return client;
	}

	@Test
	void evaluationsIdentitiesAndEventsAreDelivered() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = started(builder()
					.eventProcessor(() -> new HttpEventProcessor(service.configuration().build(), transport)))) {
			client.boolVariation("bool", CONTEXT, false);
			client.boolVariation("missing", CONTEXT, false);
			client.identify(EvaluationContext.of("another"));
			client.track("bought", CONTEXT, StringNode.valueOf("a hat"), 12.5);
			client.track("ignored", null);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			assertThat(service.counted()).isEqualTo(2);
			assertThat(service.events()).extracting((event) -> event.path("kind").stringValue())
				.containsExactlyInAnyOrder("index", "identify", "custom", "summary");
			assertThat(service.events("custom").get(0).path("metricValue").doubleValue()).isEqualTo(12.5);
		}
	}

	@Test
	void offlineClientTellsNobody() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = started(FlagClient.builder()
					.offline(true)
					.eventProcessor(new HttpEventProcessor(service.configuration().build(), transport)))) {
			client.boolVariation("bool", CONTEXT, false);
			client.identify(CONTEXT);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			assertThat(service.events()).isEmpty();
		}
	}

}
