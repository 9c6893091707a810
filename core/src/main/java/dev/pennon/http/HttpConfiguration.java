package dev.pennon.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * How requests are made, to whichever service. Immutable. Its text never shows the SDK
 * key, nor the values of custom headers.
 */
public final class HttpConfiguration {

	/** How long to wait for a connection, unless set. */
	public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/** How long to wait for bytes of an answer, unless set. */
	public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(10);

	private static final int SDK_KEY_SUFFIX_LENGTH = 6;

	private final String sdkKey;

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final @Nullable ProxyConfiguration proxy;

	private final @Nullable SocketFactory socketFactory;

	private final @Nullable Supplier<TlsConfiguration> tls;

	private final Map<String, String> headers;

	private final ApplicationInfo application;

	private final @Nullable String wrapper;

	private HttpConfiguration(Builder builder) {
		this.sdkKey = builder.sdkKey;
		this.connectTimeout = builder.connectTimeout;
		this.readTimeout = builder.readTimeout;
		this.proxy = builder.proxy;
		this.socketFactory = builder.socketFactory;
		this.tls = builder.tls;
		this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
		this.application = builder.application;
		this.wrapper = builder.wrapper;
	}

	/**
	 * Returns a builder.
	 * @param sdkKey the SDK key of the environment
	 * @return a new builder
	 * @throws IllegalArgumentException if the key is empty, too long, or has a character
	 * that no HTTP header can carry, such as a line break; the message does not show the
	 * key
	 */
	public static Builder builder(String sdkKey) {
		return new Builder(HeaderRules.sdkKey(sdkKey));
	}

	/**
	 * Returns the key that is sent with each request. A secret.
	 * @return the SDK key
	 */
	String sdkKey() {
		return this.sdkKey;
	}

	/**
	 * Returns what diagnostic events tell of the SDK key.
	 * @return its last characters, never more than half of it
	 */
	public String sdkKeySuffix() {
		int length = Math.min(SDK_KEY_SUFFIX_LENGTH, this.sdkKey.length() / 2);
		return this.sdkKey.substring(this.sdkKey.length() - length);
	}

	/**
	 * Returns how long to wait for a connection.
	 * @return the limit for each address of a host
	 */
	public Duration connectTimeout() {
		return this.connectTimeout;
	}

	/**
	 * Returns how long to wait for the first or the next bytes of an answer. Between the
	 * events of a stream there is another limit.
	 * @return the limit
	 */
	public Duration readTimeout() {
		return this.readTimeout;
	}

	/**
	 * Returns the proxy.
	 * @return the proxy, or null to do what the Java runtime is configured to do
	 */
	public @Nullable ProxyConfiguration proxy() {
		return this.proxy;
	}

	/**
	 * Returns what makes plain sockets.
	 * @return the factory, or null for the usual one
	 */
	public @Nullable SocketFactory socketFactory() {
		return this.socketFactory;
	}

	/**
	 * Returns what tells whom to trust at present.
	 * @return asked before each request, or null for the trust of the Java runtime
	 */
	public @Nullable Supplier<TlsConfiguration> tls() {
		return this.tls;
	}

	/**
	 * Returns what the application calls itself.
	 * @return id and version, either of them possibly absent
	 */
	public ApplicationInfo application() {
		return this.application;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Returns the name and version of the library that wraps this one.
	 * @return the name, a slash and the version if there is one; or null
	 */
	public @Nullable String wrapper() {
		return this.wrapper;
	}

	@Override
	public String toString() {
		return "HttpConfiguration[connectTimeout=%s, readTimeout=%s, proxy=%s, headers=%s, application=%s, wrapper=%s]"
			.formatted(this.connectTimeout, this.readTimeout, this.proxy, this.headers.keySet(), this.application,
					this.wrapper);
	}

	/**
	 * Collects the settings. For one thread.
	 */
	public static final class Builder {

		private final String sdkKey;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;

		private Duration readTimeout = DEFAULT_READ_TIMEOUT;

		private @Nullable ProxyConfiguration proxy;

		private @Nullable SocketFactory socketFactory;

		private @Nullable Supplier<TlsConfiguration> tls;

		private ApplicationInfo application = ApplicationInfo.NONE;

		private @Nullable String wrapper;

		private Builder(String sdkKey) {
			this.sdkKey = sdkKey;
		}

		/**
		 * Sets how long to wait for a connection. 2 seconds unless set.
		 * @param timeout more than zero
		 * @return this builder
		 */
		public Builder connectTimeout(Duration timeout) {
			this.connectTimeout = positive("connect", timeout);
			return this;
		}

		/**
		 * Sets how long to wait for the first or the next bytes of an answer. 10 seconds
		 * unless set.
		 * @param timeout more than zero
		 * @return this builder
		 */
		public Builder readTimeout(Duration timeout) {
			this.readTimeout = positive("read", timeout);
			return this;
		}

		/**
		 * Sets a proxy.
		 * @param proxy the proxy, or null to do what the Java runtime is configured to do
		 * @return this builder
		 */
		public Builder proxy(@Nullable ProxyConfiguration proxy) {
			this.proxy = proxy;
			return this;
		}

		/**
		 * Sets what makes plain sockets.
		 * @param factory the factory, or null for the usual one
		 * @return this builder
		 */
		public Builder socketFactory(@Nullable SocketFactory factory) {
			this.socketFactory = factory;
			return this;
		}

		/**
		 * Sets whom to trust.
		 * @param tls the trust, or null for that of the Java runtime
		 * @return this builder
		 */
		public Builder tls(@Nullable TlsConfiguration tls) {
			return tls((tls != null) ? () -> tls : null);
		}

		/**
		 * Sets what tells whom to trust. It is asked before each request, on whichever
		 * thread makes it, so that renewed certificates take effect on the next
		 * connection; it should answer at once.
		 * @param tls gives an equal value as long as nothing has changed; or null for the
		 * trust of the Java runtime
		 * @return this builder
		 */
		public Builder tls(@Nullable Supplier<TlsConfiguration> tls) {
			this.tls = tls;
			return this;
		}

		/**
		 * Adds a header to each request, in place of one with the same name that Pennon
		 * would send.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 * @throws IllegalArgumentException if no HTTP header can carry this; the message
		 * does not show the value
		 */
		public Builder header(String name, String value) {
			HeaderRules.check(name, value);
			this.headers.put(name, value);
			return this;
		}

		/**
		 * Sets what the application calls itself.
		 * @param application id and version
		 * @return this builder
		 */
		public Builder application(ApplicationInfo application) {
			this.application = application;
			return this;
		}

		/**
		 * Sets the name of a library that wraps this one, for the service's statistics.
		 * @param name the name; null or empty for none
		 * @param version its version; null or empty for none
		 * @return this builder
		 * @throws IllegalArgumentException if no HTTP header can carry this
		 */
		public Builder wrapper(@Nullable String name, @Nullable String version) {
			this.wrapper = null;
			if (name != null && !name.isEmpty()) {
				String value = (version != null && !version.isEmpty()) ? name + "/" + version : name;
				HeaderRules.check("X-LaunchDarkly-Wrapper", value);
				this.wrapper = value;
			}
			return this;
		}

		/**
		 * Returns the configuration.
		 * @return a configuration that this builder no longer changes
		 */
		public HttpConfiguration build() {
			return new HttpConfiguration(this);
		}

		private static Duration positive(String name, Duration timeout) {
			if (timeout.toMillis() <= 0) {
				throw new IllegalArgumentException(
						"The %s timeout must be one millisecond or more but is %s".formatted(name, timeout));
			}
			return timeout;
		}

	}

}
