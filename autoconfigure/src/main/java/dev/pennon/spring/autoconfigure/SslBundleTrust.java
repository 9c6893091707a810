package dev.pennon.spring.autoconfigure;

import java.util.Arrays;
import java.util.function.Supplier;

import javax.net.ssl.X509TrustManager;

import dev.pennon.http.TlsConfiguration;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The trust of an SSL bundle, renewed whenever the bundle is. The volatile field carries
 * the renewal from the thread that reloads bundles to those that make requests.
 */
class SslBundleTrust implements Supplier<TlsConfiguration> {

	private volatile TlsConfiguration current;

	SslBundleTrust(SslBundles bundles, String name) {
		this.current = read(bundles.getBundle(name));
		bundles.addBundleUpdateHandler(name, (renewed) -> this.current = read(renewed));
	}

	@Override
	public TlsConfiguration get() {
		return this.current;
	}

	private static TlsConfiguration read(SslBundle bundle) {
		X509TrustManager trustManager = Arrays.stream(bundle.getManagers().getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The SSL bundle has no trust manager for X.509 certificates"));
		return new TlsConfiguration(bundle.createSslContext().getSocketFactory(), trustManager, null);
	}

}
