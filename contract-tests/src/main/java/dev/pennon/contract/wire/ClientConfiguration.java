package dev.pennon.contract.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a client is to be. Its text form leaves out the credential.
 *
 * @param credential the SDK key
 * @param startWaitTimeMs how long to wait for flags, in milliseconds
 * @param initCanFail whether the test expects that there may be no flags
 * @param serviceEndpoints the base URIs of the services
 * @param tls whom to trust
 * @param proxy the proxy to use
 * @param streaming how to receive flags over a stream, or null not to
 * @param polling how to poll for flags, or null not to
 * @param tags what the application says about itself
 * @param wrapper what the library around the SDK says about itself
 * @param persistentDataStore the store that holds the flags, or null for memory
 * @param events how to deliver events, or null not to
 * @param bigSegments where the membership of big segments is kept, or null for nowhere
 * @param hooks what runs around evaluations and after events
 */
public record ClientConfiguration(String credential, @Nullable Long startWaitTimeMs, boolean initCanFail,
		@Nullable Endpoints serviceEndpoints, @Nullable Tls tls, @Nullable Proxy proxy, @Nullable Streaming streaming,
		@Nullable Polling polling, @Nullable Tags tags, @Nullable Wrapper wrapper,
		@Nullable PersistentDataStore persistentDataStore, @Nullable Events events, @Nullable BigSegments bigSegments,
		@Nullable Hooks hooks) {

	public ClientConfiguration {
		Required.property("credential", credential);
	}

	@Override
	public String toString() {
		return "ClientConfiguration[streaming=%s, polling=%s, serviceEndpoints=%s]".formatted(this.streaming,
				this.polling, this.serviceEndpoints);
	}

	/**
	 * The base URIs of the services.
	 *
	 * @param streaming that of the streaming service
	 * @param polling that of the polling service
	 * @param events that of the events service
	 */
	public record Endpoints(@Nullable String streaming, @Nullable String polling, @Nullable String events) {

		public Endpoints {
			streaming = Absent.text(streaming);
			polling = Absent.text(polling);
			events = Absent.text(events);
		}

	}

	/**
	 * Whom to trust.
	 *
	 * @param skipVerifyPeer whether to trust everybody
	 * @param customCAFile the certificate of the one authority to trust, a PEM file
	 */
	public record Tls(boolean skipVerifyPeer, @Nullable String customCAFile) {

		public Tls {
			customCAFile = Absent.text(customCAFile);
		}

	}

	/**
	 * The proxy to use.
	 *
	 * @param httpProxy its URI
	 */
	public record Proxy(@Nullable String httpProxy) {

		public Proxy {
			httpProxy = Absent.text(httpProxy);
		}

	}

	/**
	 * How to receive flags over a stream.
	 *
	 * @param baseUri the base URI of the service
	 * @param initialRetryDelayMs the delay before the first reconnection, in milliseconds
	 * @param filter the key of a payload filter
	 */
	public record Streaming(@Nullable String baseUri, @Nullable Long initialRetryDelayMs, @Nullable String filter) {

		public Streaming {
			baseUri = Absent.text(baseUri);
		}

	}

	/**
	 * How to poll for flags.
	 *
	 * @param baseUri the base URI of the service
	 * @param pollIntervalMs the time between polls, in milliseconds
	 * @param filter the key of a payload filter
	 */
	public record Polling(@Nullable String baseUri, @Nullable Long pollIntervalMs, @Nullable String filter) {

		public Polling {
			baseUri = Absent.text(baseUri);
		}

	}

	/**
	 * What the application says about itself.
	 *
	 * @param applicationId its id
	 * @param applicationVersion its version
	 */
	public record Tags(@Nullable String applicationId, @Nullable String applicationVersion) {
	}

	/**
	 * What the library around the SDK says about itself.
	 *
	 * @param name its name
	 * @param version its version
	 */
	public record Wrapper(@Nullable String name, @Nullable String version) {
	}

	/**
	 * The store that holds the flags.
	 *
	 * @param store where it is
	 * @param cache what is kept of it in memory
	 */
	public record PersistentDataStore(Store store, @Nullable Cache cache) {

		/**
		 * Where the flags are.
		 *
		 * @param type the name of the database
		 * @param prefix the start of every key
		 * @param dsn the URI of the server
		 */
		public record Store(String type, @Nullable String prefix, String dsn) {
		}

		/**
		 * What is kept in memory.
		 *
		 * @param mode for how long: off, ttl or infinite
		 * @param ttl the time in seconds
		 */
		public record Cache(@Nullable String mode, @Nullable Long ttl) {
		}

	}

	/**
	 * How to deliver events.
	 *
	 * @param baseUri the base URI of the service
	 * @param capacity how many events are kept
	 * @param enableDiagnostics whether to send diagnostic events
	 * @param allAttributesPrivate whether to tell no attributes of contexts
	 * @param globalPrivateAttributes attributes to tell of no context
	 * @param flushIntervalMs the time between deliveries, in milliseconds
	 * @param omitAnonymousContexts whether to leave out anonymous contexts
	 * @param enableGzip whether to compress
	 */
	public record Events(@Nullable String baseUri, @Nullable Integer capacity, boolean enableDiagnostics,
			boolean allAttributesPrivate, List<String> globalPrivateAttributes, @Nullable Long flushIntervalMs,
			boolean omitAnonymousContexts, @Nullable Boolean enableGzip) {

		public Events {
			baseUri = Absent.text(baseUri);
			globalPrivateAttributes = Absent.list(globalPrivateAttributes);
		}

	}

	/**
	 * Where the membership of big segments is kept.
	 *
	 * @param callbackUri whom to ask
	 * @param userCacheSize how many contexts to remember
	 * @param userCacheTimeMs how long to remember them, in milliseconds
	 * @param statusPollIntervalMs the time between polls of the status, in milliseconds
	 * @param staleAfterMs how old the data may be, in milliseconds
	 */
	public record BigSegments(String callbackUri, @Nullable Integer userCacheSize, @Nullable Long userCacheTimeMs,
			@Nullable Long statusPollIntervalMs, @Nullable Long staleAfterMs) {

		public BigSegments {
			Required.property("callbackUri", callbackUri);
		}

	}

	/**
	 * What runs around evaluations and after events.
	 *
	 * @param hooks the hooks in their order
	 */
	public record Hooks(List<HookInstance> hooks) {

		public Hooks {
			hooks = Absent.list(hooks);
		}

	}

	/**
	 * A hook.
	 *
	 * @param name its name
	 * @param callbackUri where it tells that it runs
	 * @param data what each stage adds to its data
	 * @param errors with which message which stage fails
	 */
	public record HookInstance(String name, String callbackUri, Map<String, Map<String, Object>> data,
			Map<String, String> errors) {

		public HookInstance {
			Required.property("name", name);
			Required.property("callbackUri", callbackUri);
			data = Absent.map(data);
			errors = Absent.map(errors);
		}

	}

}
