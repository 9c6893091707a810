package dev.pennon.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.pennon.FlagClient;
import dev.pennon.FlagClientBuilder;
import dev.pennon.StartupPolicy;
import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.BigSegments;
import dev.pennon.contract.wire.ClientConfiguration.PersistentDataStore;
import dev.pennon.contract.wire.CreateClientParams;
import dev.pennon.hook.Hook;
import dev.pennon.http.HttpTransport;
import dev.pennon.store.CachingStoreWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates clients as the harness configures them.
 */
@Component
final class ClientFactory {

	private static final Logger logger = LoggerFactory.getLogger(ClientFactory.class);

	private final Callbacks callbacks;

	private final JsonMapper mapper;

	ClientFactory(Callbacks callbacks, JsonMapper mapper) {
		this.callbacks = callbacks;
		this.mapper = mapper;
	}

	/**
	 * Creates a client, starts it and waits for its flags as long as the harness says.
	 * Returns it without flags too: some tests want a client that can never have any.
	 * @param params what the harness has sent
	 * @throws IllegalArgumentException if the configuration contradicts itself
	 */
	TestClient create(CreateClientParams params) {
		ClientConfiguration configuration = params.configuration();
		HttpTransport transport = new HttpTransport(RequestSettings.of(configuration));
		CachingStoreWrapper store = null;
		try {
			SourceSettings source = new SourceSettings(configuration, transport);
			store = store(configuration, source);
			FlagClient flags = builder(configuration, transport, source, store).build();
			TestClient client = new TestClient(flags, transport, store);
			client.flags().start();
			if (!client.flags().isInitialized() && !configuration.initCanFail()) {
				logger.warn("The client of the test '{}' has no flags", params.tag());
			}
			return client;
		}
		catch (RuntimeException ex) {
			if (store != null) {
				store.close();
			}
			transport.close();
			throw ex;
		}
	}

	private static @Nullable CachingStoreWrapper store(ClientConfiguration configuration, SourceSettings source) {
		PersistentDataStore store = configuration.persistentDataStore();
		return (store != null) ? new StoreSettings(store).create(!source.isConfigured()) : null;
	}

	private FlagClientBuilder builder(ClientConfiguration configuration, HttpTransport transport, SourceSettings source,
			@Nullable CachingStoreWrapper store) {
		FlagClientBuilder builder = FlagClient.builder()
			.sdkKey(configuration.credential())
			.startup(StartupPolicy.WAIT, startWaitTime(configuration))
			.eventProcessor(() -> EventSettings.create(configuration, transport))
			.environmentId(transport::environmentId)
			.hooks(hooks(configuration));
		if (store != null) {
			builder.featureStore(store).externalData(store.isExternal());
		}
		BigSegments bigSegments = configuration.bigSegments();
		if (bigSegments != null) {
			builder.bigSegmentStore(new CallbackBigSegmentStore(bigSegments.callbackUri(), this.callbacks),
					BigSegmentSettings.of(bigSegments));
		}
		if (source.isConfigured()) {
			builder.updateProcessor(source::create);
		}
		return builder;
	}

	private List<Hook> hooks(ClientConfiguration configuration) {
		List<Hook> hooks = new ArrayList<>();
		if (configuration.hooks() != null) {
			configuration.hooks()
				.hooks()
				.forEach((instance) -> hooks.add(new CallbackHook(instance, this.callbacks, this.mapper)));
		}
		return hooks;
	}

	private static Duration startWaitTime(ClientConfiguration configuration) {
		Long milliseconds = configuration.startWaitTimeMs();
		return (milliseconds != null && milliseconds != 0) ? Duration.ofMillis(milliseconds)
				: FlagClientBuilder.DEFAULT_STARTUP_TIMEOUT;
	}

}
