package dev.pennon.event;

import java.time.Duration;
import java.util.Map;

import dev.pennon.http.ScriptedServer;
import dev.pennon.internal.json.Json;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service tells its own time with each answer, and debugging ends by it.
 */
class ServerTimeTests {

	private static final String SOON = "Thu, 01 Jan 2026 00:00:01 GMT";

	private static final String LATER = "Thu, 01 Jan 2026 00:00:11 GMT";

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@Test
	void debuggingEndsByTheServersClockAndGarbageIsIgnored() {
		long until = this.fixture.time().millis() + Duration.ofSeconds(10).toMillis();
		FeatureFlag flag = EventFixture.flag("flag", 1, ", \"debugEventsUntilDate\": " + until);
		ScriptedServer server = ScriptedServer.answering(dated(SOON), dated("yesterday, I think"), dated(LATER),
				dated("Thu, 99 Jan 2026 00:00:01 GMT"), dated(SOON));
		HttpEventProcessor events = this.fixture.processor(server);
		for (int i = 0; i < 6; i++) {
			EventFixture.evaluate(events, flag, EventFixture.CONTEXT);
			assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		}
		assertThat(server.requests()).extracting((request) -> countDebugEvents(request.body()))
			.containsExactly(1, 1, 1, 0, 0, 1);
	}

	private static ScriptedServer.Answer dated(String date) {
		return (exchange) -> exchange.head(202, Map.of("Date", date, "Content-Length", "0", "Connection", "close"));
	}

	private static int countDebugEvents(String payload) {
		int count = 0;
		for (JsonNode event : Json.read(payload)) {
			count += event.path("kind").stringValue().equals("debug") ? 1 : 0;
		}
		return count;
	}

}
