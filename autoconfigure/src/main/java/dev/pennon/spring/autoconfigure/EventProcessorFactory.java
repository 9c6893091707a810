package dev.pennon.spring.autoconfigure;

import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.event.DiagnosticProperties;
import dev.pennon.event.DiagnosticProperty;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.EventsConfigurationBuilder;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.store.FeatureStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes what delivers events, or what ignores them where nobody is to be told. This is
 * code and not conditions, so that an application that was processed ahead of time can
 * still choose when it starts.
 */
class EventProcessorFactory {

	private final PennonProperties properties;

	private final FlagServiceConnections connections;

	EventProcessorFactory(PennonProperties properties, FlagServiceConnections connections) {
		this.properties = properties;
		this.connections = connections;
	}

	/**
	 * Makes the event processor.
	 * @param store the store of flags
	 * @param source the source of flags, or null for none
	 * @return a processor that is not started
	 */
	EventProcessor create(FeatureStore store, @Nullable UpdateProcessor source) {
		if (this.properties.offline() || !this.properties.events().enabled()) {
			return EventProcessor.none();
		}
		// Wrong before there is a key, and not only from the day that there is one
		EventsConfigurationBuilder configuration = new EventsConfigurationFactory(this.properties.events()).create()
			.endpoints(new ServiceEndpointsFactory(this.properties.serviceEndpoints()).create());
		if (!StringUtils.hasText(this.properties.sdkKey())) {
			return EventProcessor.none();
		}
		return new HttpEventProcessor(configuration.diagnosticProperties(diagnosticProperties(store, source)).build(),
				this.connections.transport());
	}

	private DiagnosticProperties diagnosticProperties(FeatureStore store, @Nullable UpdateProcessor source) {
		DiagnosticConfiguration configuration = new DiagnosticConfiguration(this.properties.offline(),
				this.properties.startup().timeout());
		DiagnosticProperties described = DiagnosticProperties.NONE.with(this.connections.configuration())
			.with(DiagnosticProperty.START_WAIT_MILLIS, this.properties.startup().timeout().toMillis())
			.with(DiagnosticProperty.USING_RELAY_DAEMON, this.properties.dataSource().type() == DataSourceType.EXTERNAL)
			.withStore(store, configuration);
		return (source != null) ? described.withSource(source, configuration) : described;
	}

}
