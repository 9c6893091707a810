package dev.pennon.spring.autoconfigure;

import java.security.KeyStore;

import dev.pennon.http.TlsConfiguration;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SslBundleTrust}.
 */
class SslBundleTrustTests {

	private final HeldCertificate first = new HeldCertificate.Builder().build();

	private final HeldCertificate second = new HeldCertificate.Builder().build();

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	@Test
	void trustStaysTheSameWhileTheBundleDoes() throws Exception {
		SslBundleTrust trust = trustIn(this.first);
		assertThat(trust.get()).isSameAs(trust.get());
		assertThat(trust.get().trustManager().getAcceptedIssuers()).containsExactly(this.first.certificate());
	}

	@Test
	void renewedBundleIsTrustedFromThenOn() throws Exception {
		SslBundleTrust trust = trustIn(this.first);
		TlsConfiguration before = trust.get();

		this.bundles.updateBundle("flags", bundle(this.second));

		assertThat(trust.get()).isNotEqualTo(before);
		assertThat(trust.get().trustManager().getAcceptedIssuers()).containsExactly(this.second.certificate());
	}

	private SslBundleTrust trustIn(HeldCertificate certificate) throws Exception {
		this.bundles.registerBundle("flags", bundle(certificate));
		return new SslBundleTrust(this.bundles, "flags");
	}

	private static SslBundle bundle(HeldCertificate trusted) throws Exception {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		store.setCertificateEntry("trusted", trusted.certificate());
		return SslBundle.of(SslStoreBundle.of(null, null, store));
	}

}
