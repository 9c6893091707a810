package dev.pennon.contract;

import java.net.URI;

import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.Proxy;
import dev.pennon.contract.wire.ClientConfiguration.Tags;
import dev.pennon.contract.wire.ClientConfiguration.Tls;
import dev.pennon.contract.wire.ClientConfiguration.Wrapper;
import dev.pennon.http.ApplicationInfo;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.ProxyConfiguration;

/**
 * Translates what concerns every request of a client.
 */
final class RequestSettings {

	private RequestSettings() {
	}

	static HttpConfiguration of(ClientConfiguration configuration) {
		HttpConfiguration.Builder builder = HttpConfiguration.builder(configuration.credential());
		Tags tags = configuration.tags();
		if (tags != null) {
			builder.application(new ApplicationInfo(tags.applicationId(), tags.applicationVersion()));
		}
		Wrapper wrapper = configuration.wrapper();
		if (wrapper != null) {
			builder.wrapper(wrapper.name(), wrapper.version());
		}
		Proxy proxy = configuration.proxy();
		if (proxy != null && proxy.httpProxy() != null) {
			URI uri = URI.create(proxy.httpProxy());
			builder.proxy(ProxyConfiguration.of(uri.getHost(), uri.getPort()));
		}
		Tls tls = configuration.tls();
		if (tls != null && tls.skipVerifyPeer()) {
			builder.tls(Trust.inEverybody());
		}
		else if (tls != null && tls.customCAFile() != null) {
			builder.tls(Trust.inAuthority(tls.customCAFile()));
		}
		return builder.build();
	}

}
