package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.pennon.http.ApplicationInfo;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.ProxyConfiguration;
import dev.pennon.http.TlsConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Reads from the properties how every request is made.
 */
class HttpConfigurationFactory {

	private static final String SDK_KEY = "pennon.sdk-key";

	private static final String BUNDLE = "pennon.http.ssl.bundle";

	private final PennonProperties properties;

	private final @Nullable SslBundles sslBundles;

	HttpConfigurationFactory(PennonProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	HttpConfiguration create() {
		PennonProperties.Http http = this.properties.http();
		PennonProperties.Application application = this.properties.application();
		HttpConfiguration.Builder builder = builder()
			.connectTimeout(positive("pennon.http.connect-timeout", http.connectTimeout()))
			.readTimeout(positive("pennon.http.read-timeout", http.readTimeout()))
			.application(new ApplicationInfo(application.id(), application.version()))
			.proxy(proxy(http.proxy()))
			.tls(tls(http.ssl().bundle()));
		for (Map.Entry<String, String> header : http.headers().entrySet()) {
			addHeader(builder, header.getKey(), header.getValue());
		}
		return builder.build();
	}

	private HttpConfiguration.Builder builder() {
		String key = this.properties.sdkKey();
		if (key == null || !StringUtils.hasText(key)) {
			throw new PennonConfigurationException("A flag service needs to know who asks, but there is no SDK key.",
					List.of("pennon.data-source.type", SDK_KEY),
					"Set 'pennon.sdk-key' to the SDK key of the environment, or choose another "
							+ "'pennon.data-source.type'.",
					null);
		}
		try {
			return HttpConfiguration.builder(key);
		}
		catch (IllegalArgumentException ex) {
			throw new PennonConfigurationException("The SDK key cannot be sent: %s".formatted(ex.getMessage()),
					List.of(SDK_KEY), "Set 'pennon.sdk-key' to the SDK key of the environment, as it is.", ex);
		}
	}

	private static Duration positive(String property, Duration value) {
		if (value.toMillis() <= 0) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be one millisecond or more.");
		}
		return value;
	}

	private static @Nullable ProxyConfiguration proxy(PennonProperties.Http.Proxy proxy) {
		String host = proxy.host();
		if (host == null || !StringUtils.hasText(host)) {
			return null;
		}
		try {
			return new ProxyConfiguration(host, proxy.port(), proxy.username(), proxy.password());
		}
		catch (IllegalArgumentException ex) {
			throw new PennonConfigurationException("%s.".formatted(ex.getMessage()),
					List.of("pennon.http.proxy.host", "pennon.http.proxy.port", "pennon.http.proxy.username"),
					"Correct 'pennon.http.proxy', or remove 'pennon.http.proxy.host' to use no proxy.", ex);
		}
	}

	private static void addHeader(HttpConfiguration.Builder builder, String name, String value) {
		try {
			builder.header(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw new PennonConfigurationException("%s.".formatted(ex.getMessage()),
					List.of("pennon.http.headers." + name), "Correct or remove the header.", ex);
		}
	}

	private @Nullable Supplier<TlsConfiguration> tls(@Nullable String bundle) {
		if (bundle == null || !StringUtils.hasText(bundle)) {
			return null;
		}
		if (this.sslBundles == null) {
			throw new PennonConfigurationException("There are no SSL bundles in this application.", List.of(BUNDLE),
					"Remove the property, or configure the bundle under 'spring.ssl.bundle'.", null);
		}
		try {
			return new SslBundleTrust(this.sslBundles, bundle);
		}
		catch (NoSuchSslBundleException ex) {
			throw new PennonConfigurationException("There is no SSL bundle '%s'.".formatted(bundle), List.of(BUNDLE),
					"Configure the bundle under 'spring.ssl.bundle', or correct its name.", ex);
		}
	}

}
