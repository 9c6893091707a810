package dev.pennon.spring.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import dev.pennon.http.ServiceEndpoints;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where the services are, as {@code pennon.service-endpoints.*} says.
 */
class ServiceEndpointsFactory {

	private final PennonProperties.ServiceEndpoints properties;

	ServiceEndpointsFactory(PennonProperties.ServiceEndpoints properties) {
		this.properties = properties;
	}

	ServiceEndpoints create() {
		ServiceEndpoints.Builder builder = ServiceEndpoints.builder();
		set("relay-proxy", this.properties.relayProxy(), builder::relayProxy);
		set("streaming", this.properties.streaming(), builder::streaming);
		set("polling", this.properties.polling(), builder::polling);
		set("events", this.properties.events(), builder::events);
		return builder.build();
	}

	private static void set(String key, @Nullable String uri, Consumer<String> setter) {
		if (uri == null || !StringUtils.hasText(uri)) {
			return;
		}
		try {
			setter.accept(uri.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new PennonConfigurationException("%s.".formatted(ex.getMessage()),
					List.of("pennon.service-endpoints." + key), "Correct the URI.", ex);
		}
	}

}
