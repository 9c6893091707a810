package dev.pennon.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The one place where the headers of every request are made.
 */
final class DefaultHeaders {

	private DefaultHeaders() {
	}

	static Map<String, String> of(HttpConfiguration configuration, UUID instanceId) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Authorization", configuration.sdkKey());
		headers.put("User-Agent", "PennonClient/" + version());
		headers.put("X-LaunchDarkly-Instance-Id", instanceId.toString());
		String tags = configuration.application().headerValue();
		if (tags != null) {
			headers.put("X-LaunchDarkly-Tags", tags);
		}
		String wrapper = configuration.wrapper();
		if (wrapper != null) {
			headers.put("X-LaunchDarkly-Wrapper", wrapper);
		}
		return headers;
	}

	private static String version() {
		// Class directories, as in an IDE, have no manifest.
		String version = DefaultHeaders.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "development";
	}

}
