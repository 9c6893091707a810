package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.Random;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.ScriptedServer.Answer;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator reads after an outage of an hour. Time is simulated, the sockets are
 * real: the test's own thread makes each connection while it moves time on.
 */
class OutageTests {

	private static final Answer PUT = (exchange) -> exchange.stream().event("put", FlagJson.put("a", 1));

	private final ManualTime time = new ManualTime();

	private final Downstream downstream = new Downstream(this.time);

	private final HttpTransport transport = new HttpTransport(HttpConfiguration.builder("sdk-secret").build());

	private final LogLines log = new LogLines();

	@AfterEach
	void close() {
		this.log.close();
		this.transport.close();
		this.downstream.close();
	}

	@Test
	void anHourWithoutTheServiceIsAFewLines() {
		try (ScriptedServer server = ScriptedServer.answering(PUT)) {
			StreamingUpdateProcessor source = source(server);
			source.start();
			this.time.advance(Duration.ZERO);
			assertThat(this.downstream.state()).isEqualTo(DataSourceState.INTERRUPTED);
			server.goDown();

			this.time.advance(Duration.ofHours(1));
			assertThat(this.downstream.state()).isEqualTo(DataSourceState.INTERRUPTED);
			assertThat(this.downstream.flags()).isEqualTo("a=1");
			server.comeBack();
			this.time.advance(Duration.ofSeconds(30));
			source.stop();

			assertThat(this.log.lines()).hasSizeLessThan(20)
				.anyMatch((line) -> line.startsWith("WARN The data source is interrupted"))
				.anyMatch((line) -> line.matches("INFO The data source is back after 36[0-3]\\d s"));
			assertThat(String.join("\n", this.log.lines())).doesNotContain("sdk-secret");
		}
	}

	@Test
	void anHourOfRefusalIsAFewLinesAndFewRequests() {
		try (ScriptedServer server = ScriptedServer.answering(Answer.status(401))) {
			StreamingUpdateProcessor source = source(server);
			source.start();
			this.time.advance(Duration.ofHours(1));
			source.stop();

			assertThat(server.requests()).hasSizeBetween(12, 25);
			assertThat(this.log.lines()).hasSizeLessThan(20).filteredOn((line) -> line.startsWith("ERROR")).hasSize(1);
		}
	}

	@Test
	void anHourOfMalformedDataIsAFewLines() {
		try (ScriptedServer server = ScriptedServer
			.answering((exchange) -> exchange.stream().event("put", "{\"data\":[]}"))) {
			StreamingUpdateProcessor source = source(server);
			source.start();
			this.time.advance(Duration.ofHours(1));
			source.stop();

			assertThat(this.log.lines()).hasSizeLessThan(20);
			assertThat(this.downstream.sink().counts().invalid()).isEqualTo(server.requests().size());
		}
	}

	private StreamingUpdateProcessor source(ScriptedServer server) {
		StreamingConfiguration configuration = StreamingConfiguration.builder()
			.endpoints(ServiceEndpoints.builder().streaming(server.uri()).build())
			.build();
		return new StreamingUpdateProcessor(configuration, this.transport, null,
				new SourceParts(this.downstream.sink(), () -> this.time, this.time, this.time, new Random(3)));
	}

}
