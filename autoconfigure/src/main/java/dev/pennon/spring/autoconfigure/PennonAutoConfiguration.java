package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.event.EventProcessor;
import dev.pennon.hook.Hook;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.InMemoryFeatureStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the flag client and its parts.
 * Each part backs off before a bean of the application's own.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "pennon.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PennonProperties.class)
@ImportRuntimeHints(PennonRuntimeHints.class)
public final class PennonAutoConfiguration {

	PennonAutoConfiguration() {
	}

	@Bean
	@ConditionalOnBean(FeatureStoreCore.class)
	@ConditionalOnMissingBean(FeatureStore.class)
	CachingStoreWrapper pennonCachingFeatureStore(FeatureStoreCore core, PennonProperties properties) {
		return new CachingStoreFactory(properties).create(core);
	}

	@Bean
	@ConditionalOnMissingBean(FeatureStore.class)
	InMemoryFeatureStore pennonFeatureStore(PennonProperties properties) {
		if (properties.store().type() == StoreType.REDIS) {
			throw FrozenConditions.STORE_TYPE.withoutRedis();
		}
		return new InMemoryFeatureStore();
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerDispatcher pennonListenerDispatcher() {
		return new ListenerDispatcher();
	}

	// A sink of the application's own comes first, and may delegate to this one.
	@Bean
	@Fallback
	@ConditionalOnMissingBean
	DataSourceUpdates pennonDataSourceUpdateSink(FeatureStore store, ListenerDispatcher dispatcher) {
		return new DataSourceUpdates(store, dispatcher, InstantSource.system());
	}

	@Bean
	FlagServiceConnections pennonFlagServiceConnections(PennonProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new FlagServiceConnections(new HttpConfigurationFactory(properties, sslBundles.getIfAvailable()));
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	@Nullable UpdateProcessor pennonUpdateProcessor(PennonProperties properties, DataSourceUpdateSink sink, FeatureStore store,
			ResourceLoader resourceLoader, ObjectProvider<FeatureRequester> requester,
			FlagServiceConnections connections) {
		return new UpdateProcessorFactory(properties, resourceLoader, requester, connections).create(sink, store);
	}

	// The client flushes and this bean's end closes: what is pending is delivered after
	// the last evaluation
	@Bean
	@ConditionalOnMissingBean
	EventProcessor pennonEventProcessor(PennonProperties properties, FeatureStore store,
			ObjectProvider<UpdateProcessor> source, FlagServiceConnections connections) {
		return new EventProcessorFactory(properties, connections).create(store, source.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	FlagClient pennonFlagClient(PennonProperties properties, FeatureStore store, DataSourceUpdates updates,
			ObjectProvider<UpdateProcessor> source, ObjectProvider<BigSegmentStore> bigSegments, EventProcessor events,
			ObjectProvider<Hook> hooks, FlagServiceConnections connections) {
		Duration timeout = properties.startup().timeout();
		if (timeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("pennon.startup.timeout", timeout,
					"It must not be negative. Zero means not to wait.");
		}
		BigSegmentStore bigSegmentStore = bigSegments.getIfAvailable();
		if (bigSegmentStore == null && properties.bigSegments().store() == BigSegmentStoreType.REDIS) {
			throw FrozenConditions.BIG_SEGMENTS_STORE.withoutRedis();
		}
		return new FlagClientFactory(properties, store, updates, connections).create(source.getIfAvailable(),
				bigSegmentStore, events, hooks.orderedStream().toList());
	}

	@Bean
	@ConditionalOnSingleCandidate(FlagClient.class)
	@ConditionalOnMissingBean
	@Nullable BigSegmentStoreStatusProvider pennonBigSegmentStoreStatusProvider(FlagClient client) {
		return client.bigSegmentStoreStatusProvider();
	}

	@Bean
	@ConditionalOnSingleCandidate(FlagClient.class)
	FlagClientLifecycle pennonLifecycle(FlagClient client, ApplicationEventPublisher publisher) {
		return new FlagClientLifecycle(client, new FlagEventPublisher(client, publisher));
	}

}
