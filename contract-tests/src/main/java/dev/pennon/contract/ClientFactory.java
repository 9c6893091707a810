package dev.pennon.contract;

import java.time.Duration;

import dev.pennon.FlagClient;
import dev.pennon.FlagClientBuilder;
import dev.pennon.StartupPolicy;
import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.PersistentDataStore;
import dev.pennon.contract.wire.CreateClientParams;
import dev.pennon.http.HttpTransport;
import dev.pennon.store.CachingStoreWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Creates clients as the harness configures them.
 */
@Component
final class ClientFactory {

	private static final Logger logger = LoggerFactory.getLogger(ClientFactory.class);

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
			FlagClient flags = builder(configuration, source, store).build();
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

	private static FlagClientBuilder builder(ClientConfiguration configuration, SourceSettings source,
			@Nullable CachingStoreWrapper store) {
		FlagClientBuilder builder = FlagClient.builder()
			.sdkKey(configuration.credential())
			.startup(StartupPolicy.WAIT, startWaitTime(configuration));
		if (store != null) {
			builder.featureStore(store).externalData(store.isExternal());
		}
		if (source.isConfigured()) {
			builder.updateProcessor(source::create);
		}
		return builder;
	}

	private static Duration startWaitTime(ClientConfiguration configuration) {
		Long milliseconds = configuration.startWaitTimeMs();
		return (milliseconds != null && milliseconds != 0) ? Duration.ofMillis(milliseconds)
				: FlagClientBuilder.DEFAULT_STARTUP_TIMEOUT;
	}

}
