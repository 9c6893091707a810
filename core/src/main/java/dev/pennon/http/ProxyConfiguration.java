package dev.pennon.http;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy. It resolves the names of the services itself.
 *
 * @param host the proxy's host
 * @param port the proxy's port
 * @param username the user name for basic authentication, or null for none
 * @param password the password for basic authentication, or null for none
 */
public record ProxyConfiguration(String host, int port, @Nullable String username, @Nullable String password) {

	/**
	 * Creates a configuration.
	 * @throws IllegalArgumentException if there is no host, the port is not between 1 and
	 * 65535, or only one of user name and password is given
	 */
	public ProxyConfiguration {
		if (host.isBlank()) {
			throw new IllegalArgumentException("The HTTP proxy has no host");
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException(
					"The port of the HTTP proxy '%s' must be between 1 and 65535 but is %d".formatted(host, port));
		}
		if ((username == null) != (password == null)) {
			throw new IllegalArgumentException(
					"The HTTP proxy '%s' needs a user name and a password, or neither".formatted(host));
		}
	}

	/**
	 * Returns a proxy that asks for no credentials.
	 * @param host the proxy's host
	 * @param port the proxy's port
	 * @return the configuration
	 */
	public static ProxyConfiguration of(String host, int port) {
		return new ProxyConfiguration(host, port, null, null);
	}

	@Override
	public String toString() {
		return "%s:%d%s".formatted(this.host, this.port, (this.username != null) ? " with credentials" : "");
	}

}
