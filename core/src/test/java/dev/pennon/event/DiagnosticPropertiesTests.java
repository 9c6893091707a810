package dev.pennon.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.http.PollingUpdateProcessor;
import dev.pennon.datasource.http.StreamingConfiguration;
import dev.pennon.datasource.http.StreamingUpdateProcessor;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.http.HttpTransport;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How components describe themselves.
 */
class DiagnosticPropertiesTests {

	private static final DiagnosticConfiguration CONFIGURATION = new DiagnosticConfiguration(false,
			Duration.ofSeconds(5));

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(EventProcessor.class);

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final DataSourceUpdateSink sink = new DataSourceUpdates(new InMemoryFeatureStore(), this.dispatcher,
			InstantSource.system());

	@AfterEach
	void closeDispatcher() {
		this.dispatcher.close();
	}

	@Test
	void storeIsCalledWhatItCallsItself() {
		assertThat(values(DiagnosticProperties.NONE.withStore(new InMemoryFeatureStore(), CONFIGURATION)))
			.containsExactly(Map.entry(DiagnosticProperty.DATA_STORE_TYPE, "memory"));
	}

	@Test
	void storeThatDoesNotSayIsCustom() {
		DiagnosticDescription nameless = (configuration) -> null;
		assertThat(values(DiagnosticProperties.NONE.withStore(nameless, CONFIGURATION)))
			.containsEntry(DiagnosticProperty.DATA_STORE_TYPE, "custom");
		assertThat(values(DiagnosticProperties.NONE.withStore(new Object(), CONFIGURATION)))
			.containsEntry(DiagnosticProperty.DATA_STORE_TYPE, "custom");
	}

	@Test
	void streamTellsItsReconnectDelay() {
		try (EventsService service = new EventsService(); HttpTransport transport = service.transport()) {
			StreamingUpdateProcessor source = new StreamingUpdateProcessor(
					StreamingConfiguration.builder().initialReconnectDelay(Duration.ofSeconds(2)).build(), transport,
					this.sink);
			assertThat(values(DiagnosticProperties.NONE.withSource(source, CONFIGURATION))).containsOnly(
					Map.entry(DiagnosticProperty.STREAMING_DISABLED, false),
					Map.entry(DiagnosticProperty.RECONNECT_TIME_MILLIS, 2_000L));
		}
	}

	@Test
	void pollingTellsItsInterval() {
		FeatureRequester requester = Optional::empty;
		PollingUpdateProcessor source = new PollingUpdateProcessor(requester, Duration.ofMinutes(1), this.sink);
		assertThat(values(DiagnosticProperties.NONE.withSource(source, CONFIGURATION))).containsOnly(
				Map.entry(DiagnosticProperty.STREAMING_DISABLED, true),
				Map.entry(DiagnosticProperty.POLLING_INTERVAL_MILLIS, 60_000L));
	}

	@Test
	void whatTheServiceDoesNotKnowIsLeftOut() {
		DiagnosticDescription source = describedBy(
				Map.of("pollingIntervalMillis", 30_000, "streamingDisabled", "yes", "mood", "good"));
		assertThat(values(DiagnosticProperties.NONE.withSource(source, CONFIGURATION)))
			.containsExactly(Map.entry(DiagnosticProperty.POLLING_INTERVAL_MILLIS, 30_000L));
		assertThat(values(DiagnosticProperties.NONE.withSource(new Object(), CONFIGURATION))).isEmpty();
	}

	@Test
	void componentThatCannotDescribeItselfHarmsNobody() {
		DiagnosticDescription broken = new DiagnosticDescription() {

			@Override
			public String describeConfiguration(DiagnosticConfiguration configuration) {
				throw new IllegalStateException("broken");
			}

			@Override
			public Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
				throw new IllegalStateException("broken");
			}

		};
		assertThat(values(DiagnosticProperties.NONE.withStore(broken, CONFIGURATION).withSource(broken, CONFIGURATION)))
			.containsExactly(Map.entry(DiagnosticProperty.DATA_STORE_TYPE, "custom"));
		assertThat(this.log.messages(Level.WARN)).hasSize(2)
			.allSatisfy((message) -> assertThat(message).contains(getClass().getName(), "cannot describe itself"));
	}

	@Test
	void valueOfAnotherTypeIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DiagnosticProperties.NONE.with(DiagnosticProperty.USING_PROXY, "yes"))
			.withMessageContaining("usingProxy");
	}

	private static DiagnosticDescription describedBy(Map<String, Object> settings) {
		return new DiagnosticDescription() {

			@Override
			public String describeConfiguration(DiagnosticConfiguration configuration) {
				return "own";
			}

			@Override
			public Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
				return settings;
			}

		};
	}

	private static Map<DiagnosticProperty, Object> values(DiagnosticProperties properties) {
		Map<DiagnosticProperty, Object> values = new EnumMap<>(DiagnosticProperty.class);
		properties.forEach(values::put);
		return values;
	}

}
