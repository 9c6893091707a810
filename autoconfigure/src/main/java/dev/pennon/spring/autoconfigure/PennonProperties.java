package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pennon.StartupPolicy;
import dev.pennon.datasource.file.DuplicateKeys;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CacheRefresh;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of Pennon. The keys are the API; the records grow with them.
 *
 * @param enabled Whether to auto-configure Pennon.
 * @param sdkKey Credential of the environment whose flags are read. Never logged.
 * @param offline Whether to leave the flag data alone, so that each evaluation gives its
 * default value.
 * @param dataSource Where flags come from.
 * @param serviceEndpoints Where the flag service is.
 * @param http How the flag service is asked.
 * @param store Where flags are kept.
 * @param bigSegments Where the membership of big segments is kept.
 * @param events What the events service is told.
 * @param startup How the start of the application waits for flags.
 * @param application How the application names itself.
 * @param health The health status for each condition of a part.
 */
@ConfigurationProperties("pennon")
public record PennonProperties(@DefaultValue("true") boolean enabled, @Nullable String sdkKey,
		@DefaultValue("false") boolean offline, @DefaultValue DataSource dataSource,
		@DefaultValue ServiceEndpoints serviceEndpoints, @DefaultValue Http http, @DefaultValue Store store,
		@DefaultValue BigSegments bigSegments, @DefaultValue @NestedConfigurationProperty EventsProperties events,
		@DefaultValue Startup startup, @DefaultValue Application application, @DefaultValue Health health) {

	// A record would print the SDK key.
	@Override
	public String toString() {
		return "PennonProperties[enabled=%s, offline=%s, dataSource=%s, store=%s, startup=%s, application=%s]"
			.formatted(this.enabled, this.offline, this.dataSource, this.store, this.startup, this.application);
	}

	/**
	 * Where flags come from.
	 *
	 * @param type Kind of source. When not set, the source is streaming if there is an
	 * SDK key, else a file if 'flags.yml', 'flags.yaml' or 'flags.json' is at the root of
	 * the class path.
	 * @param payloadFilter Key of the payload filter that limits what the flag service
	 * sends.
	 * @param streaming Flags from a stream.
	 * @param polling Flags by polling.
	 * @param file Flag files.
	 */
	public record DataSource(@Nullable DataSourceType type, @Nullable String payloadFilter,
			@DefaultValue Streaming streaming, @DefaultValue Polling polling, @DefaultValue File file) {

		/**
		 * Flags from a stream.
		 *
		 * @param initialReconnectDelay Delay before the first attempt to connect again.
		 * It grows with each further one.
		 * @param readTimeout Longest silence of a stream before it counts as broken.
		 */
		public record Streaming(@DefaultValue("1s") Duration initialReconnectDelay,
				@DefaultValue("300s") Duration readTimeout) {

		}

		/**
		 * Flags by polling.
		 *
		 * @param interval Time from one poll to the next, not less than 30 seconds.
		 */
		public record Polling(@DefaultValue("30s") Duration interval) {

		}

		/**
		 * Flag files.
		 *
		 * @param locations Comma-separated list of flag files, merged in this order:
		 * paths or 'file:' and 'classpath:' locations. When not set, the file at the root
		 * of the class path.
		 * @param autoReload Whether to read files again when they change. Has no effect
		 * on a resource inside an archive.
		 * @param duplicateKeys What to do about a flag or segment that is defined twice.
		 */
		public record File(@DefaultValue List<String> locations, @DefaultValue("true") boolean autoReload,
				@DefaultValue("fail") DuplicateKeys duplicateKeys) {

		}

	}

	/**
	 * Where the flag service is.
	 *
	 * @param streaming Base URI of the streaming service.
	 * @param polling Base URI of the polling service.
	 * @param events Base URI of the events service.
	 * @param relayProxy Base URI of a Relay Proxy that stands for every service whose URI
	 * is not set.
	 */
	public record ServiceEndpoints(@Nullable String streaming, @Nullable String polling, @Nullable String events,
			@Nullable String relayProxy) {

	}

	/**
	 * How the flag service is asked.
	 *
	 * @param connectTimeout Longest time to wait for a connection.
	 * @param readTimeout Longest silence of the service after a request. The one of a
	 * stream that has begun is 'pennon.data-source.streaming.read-timeout'.
	 * @param proxy Proxy between the application and the flag service.
	 * @param headers Additional headers of each request, by name.
	 * @param ssl Whom to trust.
	 */
	public record Http(@DefaultValue("2s") Duration connectTimeout, @DefaultValue("10s") Duration readTimeout,
			@DefaultValue Proxy proxy, @DefaultValue Map<String, String> headers, @DefaultValue Ssl ssl) {

		// A header may carry a credential.
		@Override
		public String toString() {
			return "Http[connectTimeout=%s, readTimeout=%s, proxy=%s, headers=%s, ssl=%s]"
				.formatted(this.connectTimeout, this.readTimeout, this.proxy, this.headers.keySet(), this.ssl);
		}

		/**
		 * Proxy between the application and the flag service.
		 *
		 * @param host Host of the proxy. When not set, there is none.
		 * @param port Port of the proxy.
		 * @param username User name for basic authentication at the proxy.
		 * @param password Password for basic authentication at the proxy. Never logged.
		 */
		public record Proxy(@Nullable String host, @DefaultValue("8080") int port, @Nullable String username,
				@Nullable String password) {

			// A record would print the password.
			@Override
			public String toString() {
				return "Proxy[host=%s, port=%d]".formatted(this.host, this.port);
			}

		}

		/**
		 * Whom to trust.
		 *
		 * @param bundle Name of the SSL bundle with the trusted certificates, and the
		 * client certificate if there is one. When not set, the Java runtime's trust.
		 */
		public record Ssl(@Nullable String bundle) {

		}

	}

	/**
	 * Where flags are kept.
	 *
	 * @param type Kind of store.
	 * @param prefix Start of every key in a shared store. Environments that share a store
	 * need one each.
	 * @param timeout Longest time that reading or writing one flag may take. Has no
	 * effect on Redis through Jedis.
	 * @param bulkTimeout Longest time that reading or writing all flags may take. Has no
	 * effect on Redis through Jedis.
	 * @param cache What is kept in memory of a shared store.
	 * @param healing How lost data gets back into a shared store.
	 * @param notifications Whether a process that only reads looks all the time whether a
	 * shared store has changed, so that it sees changes within a second.
	 */
	public record Store(@DefaultValue("in-memory") StoreType type, @Nullable String prefix,
			@DefaultValue("2s") Duration timeout, @DefaultValue("30s") Duration bulkTimeout, @DefaultValue Cache cache,
			@DefaultValue Healing healing, @DefaultValue("false") boolean notifications) {

		/**
		 * What is kept in memory of a shared store.
		 *
		 * @param mode How long a flag that was read is relied on.
		 * @param ttl Time for which a flag is relied on when the mode is 'ttl', and for
		 * which it is remembered that there is no such flag.
		 * @param capacity Number of flags and of segments to keep at most. When not set,
		 * all are kept.
		 * @param refresh When a flag is read again.
		 * @param staleOnError Time after its time in the cache for which a flag is still
		 * served while the store cannot be asked. Zero for never; when not set, without
		 * limit.
		 */
		public record Cache(@DefaultValue("ttl") CacheMode mode, @DefaultValue("15s") Duration ttl,
				@Nullable Long capacity, @DefaultValue("on-expiry") CacheRefresh refresh,
				@Nullable Duration staleOnError) {

		}

		/**
		 * How lost data gets back into a shared store.
		 *
		 * @param enabled Whether a process with a source of flags writes back what a
		 * shared store has lost.
		 * @param interval Time between two looks whether data was lost.
		 */
		public record Healing(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration interval) {

		}

	}

	/**
	 * Where the membership of big segments is kept.
	 *
	 * @param store Kind of store. A bean of type 'BigSegmentStore' comes first.
	 * @param prefix Start of every key in Redis. When not set, that of the flags in
	 * 'pennon.store.prefix'.
	 * @param timeout Longest time that asking the store once may take, and that one
	 * evaluation waits for it in all. Redis through Jedis has a limit of its own for
	 * asking.
	 * @param contextCacheSize Number of contexts whose membership is remembered at most.
	 * @param contextCacheTime Time for which a membership is relied on.
	 * @param statusPollInterval Time between two polls of the store's status.
	 * @param staleAfter Age at which the data in the store counts as stale.
	 * @param staleOnError Time after its time in the cache for which a membership is
	 * still used while the store cannot be asked. Zero for never.
	 */
	public record BigSegments(@DefaultValue("none") BigSegmentStoreType store, @Nullable String prefix,
			@DefaultValue("1s") Duration timeout, @DefaultValue("1000") int contextCacheSize,
			@DefaultValue("5s") Duration contextCacheTime, @DefaultValue("5s") Duration statusPollInterval,
			@DefaultValue("2m") Duration staleAfter, @DefaultValue("0s") Duration staleOnError) {

	}

	/**
	 * How the start of the application waits for flags.
	 *
	 * @param policy What to do about flags that are not there when the application
	 * starts.
	 * @param timeout Longest time that the start waits for flags.
	 */
	public record Startup(@DefaultValue("wait") StartupPolicy policy, @DefaultValue("5s") Duration timeout) {

	}

	/**
	 * How the application names itself to the flag service.
	 *
	 * @param id Name of the application.
	 * @param version Version of the application.
	 */
	public record Application(@Nullable String id, @Nullable String version) {

	}

	/**
	 * The health status for each condition of a part.
	 *
	 * @param dataSource Statuses of the data source.
	 * @param featureStore Statuses of the feature store.
	 * @param bigSegments Statuses of the big segment store.
	 */
	public record Health(@DefaultValue DataSourceStatuses dataSource, @DefaultValue FeatureStoreStatuses featureStore,
			@DefaultValue BigSegmentStatuses bigSegments) {

		/**
		 * Statuses of the data source.
		 *
		 * @param valid Health status while the source works.
		 * @param interrupted Health status while the source fails and the last good flags
		 * stay in use.
		 * @param initializing Health status before the source has delivered any flags.
		 * @param off Health status after the source has stopped for good.
		 */
		public record DataSourceStatuses(@DefaultValue("UP") String valid, @DefaultValue("STALE") String interrupted,
				@DefaultValue("UNKNOWN") String initializing, @DefaultValue("DOWN") String off) {

		}

		/**
		 * Statuses of the big segment store.
		 *
		 * @param valid Health status while the store is available and up to date.
		 * @param stale Health status while the store is available, but has not been
		 * brought up to date for too long.
		 * @param unavailable Health status while the store cannot be asked.
		 * @param initializing Health status before the store has been asked.
		 */
		public record BigSegmentStatuses(@DefaultValue("UP") String valid, @DefaultValue("STALE") String stale,
				@DefaultValue("DOWN") String unavailable, @DefaultValue("UNKNOWN") String initializing) {

		}

		/**
		 * Statuses of the feature store.
		 *
		 * @param valid Health status while the store can be reached and holds flags.
		 * @param interrupted Health status while the store cannot be reached or refuses
		 * writes, and evaluations are answered from memory.
		 * @param initializing Health status while the store can be reached and has never
		 * been given flags.
		 * @param unavailable Health status while the store cannot be reached and there
		 * are no flags in memory.
		 */
		public record FeatureStoreStatuses(@DefaultValue("UP") String valid, @DefaultValue("STALE") String interrupted,
				@DefaultValue("UNKNOWN") String initializing, @DefaultValue("OUT_OF_SERVICE") String unavailable) {

		}

	}

}
