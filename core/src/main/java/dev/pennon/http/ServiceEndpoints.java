package dev.pennon.http;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the services are: the base URI of each. Immutable.
 */
public final class ServiceEndpoints {

	private static final Logger logger = LoggerFactory.getLogger(ServiceEndpoints.class);

	private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");

	private static final String EXAMPLE = "; an example of a base URI is https://relay.example.com:8030";

	private final Map<FlagService, URI> uris;

	private ServiceEndpoints(Map<FlagService, URI> uris) {
		this.uris = new EnumMap<>(FlagService.class);
		this.uris.putAll(uris);
	}

	/**
	 * Returns the endpoints of LaunchDarkly itself.
	 * @return the default endpoints
	 */
	public static ServiceEndpoints defaults() {
		return builder().build();
	}

	/**
	 * Returns a builder in which every service has its default.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the base URI of a service, without a slash at its end. A service that was
	 * not set has its default; if others were set, a warning says so, since an
	 * application that talks to a Relay Proxy rarely means to talk to LaunchDarkly too.
	 * Meant to be asked once by whatever talks to that service.
	 * @param service the service
	 * @return an absolute {@code http} or {@code https} URI
	 */
	public URI uri(FlagService service) {
		URI uri = this.uris.get(service);
		if (uri != null) {
			return uri;
		}
		if (!this.uris.isEmpty()) {
			logger.warn("Other service endpoints are set but not the one for {}; it is taken to be {}", service.label(),
					service.defaultUri());
		}
		return URI.create(service.defaultUri());
	}

	/**
	 * Returns whether a service is not at its default place.
	 * @param service the service
	 * @return whether its base URI was set to another one
	 */
	public boolean isCustom(FlagService service) {
		URI uri = this.uris.get(service);
		return uri != null && !uri.toString().equals(service.defaultUri());
	}

	@Override
	public String toString() {
		return "ServiceEndpoints" + this.uris;
	}

	private static URI validated(FlagService service, String text) {
		String problem = problem(text);
		if (problem != null) {
			throw new IllegalArgumentException(
					"The base URI of the %s service %s%s".formatted(service.label(), problem, EXAMPLE));
		}
		return URI.create(text.replaceFirst("/+$", ""));
	}

	private static @Nullable String problem(String text) {
		if (!SCHEME.matcher(text).matches()) {
			return "has no scheme http or https: '%s'".formatted(text);
		}
		HttpUrl url = HttpUrl.parse(text);
		if (url == null) {
			return "has no valid host or port: '%s'".formatted(text);
		}
		if (!url.username().isEmpty() || !url.password().isEmpty()) {
			return "has a user name or password, which is not supported (host '%s')".formatted(url.host());
		}
		if (url.query() != null || url.fragment() != null) {
			return "has a query or a fragment, to which no path can be added: '%s'".formatted(text);
		}
		try {
			URI.create(text);
			return null;
		}
		catch (IllegalArgumentException ex) {
			return "is not a valid URI: '%s'".formatted(text);
		}
	}

	/**
	 * Collects the endpoints. For one thread. Each method throws an
	 * {@link IllegalArgumentException} that says what is wrong if the text is not an
	 * absolute {@code http} or {@code https} URI with a host. A path is fine, and so is a
	 * slash at its end.
	 */
	public static final class Builder {

		private final Map<FlagService, URI> uris = new EnumMap<>(FlagService.class);

		private Builder() {
		}

		/**
		 * Sets the base URI of one service.
		 * @param service the service
		 * @param uri its base URI
		 * @return this builder
		 */
		public Builder uri(FlagService service, String uri) {
			this.uris.put(service, validated(service, uri));
			return this;
		}

		/**
		 * Sets the base URI of the streaming service.
		 * @param uri the base URI
		 * @return this builder
		 */
		public Builder streaming(String uri) {
			return uri(FlagService.STREAMING, uri);
		}

		/**
		 * Sets the base URI of the polling service.
		 * @param uri the base URI
		 * @return this builder
		 */
		public Builder polling(String uri) {
			return uri(FlagService.POLLING, uri);
		}

		/**
		 * Sets the base URI of the events service.
		 * @param uri the base URI
		 * @return this builder
		 */
		public Builder events(String uri) {
			return uri(FlagService.EVENTS, uri);
		}

		/**
		 * Sets the base URI of all services to that of a Relay Proxy.
		 * @param uri the base URI
		 * @return this builder
		 */
		public Builder relayProxy(String uri) {
			return streaming(uri).polling(uri).events(uri);
		}

		/**
		 * Returns the endpoints.
		 * @return endpoints that this builder no longer changes
		 */
		public ServiceEndpoints build() {
			return new ServiceEndpoints(this.uris);
		}

	}

}
