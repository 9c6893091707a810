package dev.pennon.http;

import java.util.Locale;

/**
 * The services that Pennon talks to, each at a base URI of its own.
 */
public enum FlagService {

	/** Sends flags as server-sent events. */
	STREAMING("https://stream.launchdarkly.com"),

	/** Answers polls for flags. */
	POLLING("https://app.launchdarkly.com"),

	/** Takes analytics and diagnostic events. */
	EVENTS("https://events.launchdarkly.com");

	private final String defaultUri;

	FlagService(String defaultUri) {
		this.defaultUri = defaultUri;
	}

	String defaultUri() {
		return this.defaultUri;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
