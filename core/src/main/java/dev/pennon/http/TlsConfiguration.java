package dev.pennon.http;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and as whom to appear, on TLS connections.
 *
 * @param socketFactory makes the sockets, with client certificates if there are any
 * @param trustManager the trust manager that the socket factory uses
 * @param hostnameVerifier checks that a certificate is for the host, or null for the
 * usual check
 */
public record TlsConfiguration(SSLSocketFactory socketFactory, X509TrustManager trustManager,
		@Nullable HostnameVerifier hostnameVerifier) {
}
