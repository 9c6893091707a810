package dev.pennon.contract;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import dev.pennon.http.TlsConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Whom a client trusts over TLS, where it is not whom the Java runtime trusts.
 */
final class Trust {

	private Trust() {
	}

	/**
	 * Trusts every certificate, whatever host it is for.
	 */
	static TlsConfiguration inEverybody() {
		X509TrustManager everybody = new CredulousTrustManager();
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { everybody }, new SecureRandom());
			return new TlsConfiguration(context.getSocketFactory(), everybody, (host, session) -> true);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no TLS", ex);
		}
	}

	/**
	 * Trusts one authority and nobody else.
	 * @param file the authority's certificate, a PEM file
	 */
	static TlsConfiguration inAuthority(String file) {
		SslBundle bundle = SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate("file:" + file)));
		X509TrustManager trustManager = Arrays.stream(bundle.getManagers().getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.findFirst()
			.orElseThrow();
		return new TlsConfiguration(bundle.createSslContext().getSocketFactory(), trustManager, new CertificateName());
	}

	/**
	 * Objects to nobody.
	 */
	private static final class CredulousTrustManager implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
