package dev.pennon.http;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the application calls itself towards the flag service. A value that the service
 * would not accept, which is one of more than 64 characters or with others than ASCII
 * letters, digits, dots, hyphens and underscores, is left out with a warning.
 *
 * @param id the application's id, or null
 * @param version the application's version, or null
 */
public record ApplicationInfo(@Nullable String id, @Nullable String version) {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationInfo.class);

	private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	/** An application that does not say what it is. */
	public static final ApplicationInfo NONE = new ApplicationInfo(null, null);

	/**
	 * Creates a description, without what is not legal.
	 */
	public ApplicationInfo {
		id = legal("id", id);
		version = legal("version", version);
	}

	private static @Nullable String legal(String name, @Nullable String value) {
		if (value == null || value.isEmpty() || LEGAL.matcher(value).matches()) {
			return (value != null && !value.isEmpty()) ? value : null;
		}
		logger.warn("The application {} is left out of requests: it may have 64 characters at most, "
				+ "only ASCII letters, digits, '.', '-' and '_'", name);
		return null;
	}

	@Nullable String headerValue() {
		if (this.id == null) {
			return (this.version != null) ? "application-version/" + this.version : null;
		}
		return "application-id/" + this.id + ((this.version != null) ? " application-version/" + this.version : "");
	}

}
