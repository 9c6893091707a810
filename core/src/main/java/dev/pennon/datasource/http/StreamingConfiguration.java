package dev.pennon.datasource.http;

import java.time.Duration;

import dev.pennon.http.ServiceEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of flags is read. Immutable.
 */
public final class StreamingConfiguration {

	/** The delay before the first reconnection, unless set. */
	public static final Duration DEFAULT_INITIAL_RECONNECT_DELAY = Duration.ofSeconds(1);

	/** How long the stream may be silent, unless set. */
	public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofMinutes(5);

	private final ServiceEndpoints endpoints;

	private final Duration initialReconnectDelay;

	private final Duration readTimeout;

	private final @Nullable String payloadFilter;

	private final StreamInitListener initListener;

	private StreamingConfiguration(Builder builder) {
		this.endpoints = builder.endpoints;
		this.initialReconnectDelay = builder.initialReconnectDelay;
		this.readTimeout = builder.readTimeout;
		this.payloadFilter = builder.payloadFilter;
		this.initListener = builder.initListener;
	}

	/**
	 * Returns a builder in which everything has its default.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns where the services are.
	 * @return the endpoints
	 */
	public ServiceEndpoints endpoints() {
		return this.endpoints;
	}

	/**
	 * Returns the delay before the first reconnection.
	 * @return the delay; zero for none
	 */
	public Duration initialReconnectDelay() {
		return this.initialReconnectDelay;
	}

	/**
	 * Returns how long an open stream may be silent.
	 * @return the limit
	 */
	public Duration readTimeout() {
		return this.readTimeout;
	}

	/**
	 * Returns the key of the payload filter.
	 * @return the key, as it was set, or null for all flags
	 */
	public @Nullable String payloadFilter() {
		return this.payloadFilter;
	}

	StreamInitListener initListener() {
		return this.initListener;
	}

	/**
	 * Collects the settings. For one thread.
	 */
	public static final class Builder {

		private ServiceEndpoints endpoints = ServiceEndpoints.defaults();

		private Duration initialReconnectDelay = DEFAULT_INITIAL_RECONNECT_DELAY;

		private Duration readTimeout = DEFAULT_READ_TIMEOUT;

		private @Nullable String payloadFilter;

		private StreamInitListener initListener = (start, duration, failed) -> {
		};

		private Builder() {
		}

		/**
		 * Sets where the services are.
		 * @param endpoints the endpoints
		 * @return this builder
		 */
		public Builder endpoints(ServiceEndpoints endpoints) {
			this.endpoints = endpoints;
			return this;
		}

		/**
		 * Sets the delay before the first reconnection. It doubles with each further
		 * failure up to 30 seconds, is shortened by up to half at random, and begins anew
		 * after a connection that was good for a minute. A second unless set.
		 * @param delay the delay; zero or less for none
		 * @return this builder
		 */
		public Builder initialReconnectDelay(Duration delay) {
			this.initialReconnectDelay = delay.isNegative() ? Duration.ZERO : delay;
			return this;
		}

		/**
		 * Sets how long an open stream may be silent before it is taken for dead. The
		 * service sends a sign of life every three minutes. 300 seconds unless set. The
		 * answer itself must begin within the read timeout of all requests.
		 * @param timeout one millisecond or more
		 * @return this builder
		 */
		public Builder readTimeout(Duration timeout) {
			if (timeout.toMillis() <= 0) {
				throw new IllegalArgumentException(
						"The read timeout of the stream must be one millisecond or more but is " + timeout);
			}
			this.readTimeout = timeout;
			return this;
		}

		/**
		 * Limits the environment to a part of its flags.
		 * @param key the key of a payload filter, or null for all flags; one that is not
		 * legal is ignored with a warning
		 * @return this builder
		 */
		public Builder payloadFilter(@Nullable String key) {
			this.payloadFilter = key;
			return this;
		}

		/**
		 * Sets who learns how attempts to open the stream went.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder initListener(StreamInitListener listener) {
			this.initListener = listener;
			return this;
		}

		/**
		 * Returns the configuration.
		 * @return a configuration that this builder no longer changes
		 */
		public StreamingConfiguration build() {
			return new StreamingConfiguration(this);
		}

	}

}
