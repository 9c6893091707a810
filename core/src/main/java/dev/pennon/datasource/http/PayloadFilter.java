package dev.pennon.datasource.http;

import java.net.URI;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of a payload filter, which limits an environment to a part of its flags.
 */
final class PayloadFilter {

	private static final Logger logger = LoggerFactory.getLogger(PayloadFilter.class);

	private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][._\\-a-zA-Z0-9]*");

	private PayloadFilter() {
	}

	/**
	 * Returns what to ask a service for.
	 * @param base the base URI, without a slash at its end
	 * @param path the path of the resource
	 * @param filter the key; null or empty for none, and ignored with a warning if it is
	 * not legal
	 */
	static URI uri(URI base, String path, @Nullable String filter) {
		boolean legal = filter != null && LEGAL.matcher(filter).matches();
		if (filter != null && !filter.isEmpty() && !legal) {
			logger.warn("The payload filter '{}' is ignored: a key has only ASCII letters, digits, '.', '_' and '-', "
					+ "and begins with a letter or digit", filter.replaceAll("\\p{Cntrl}", "?"));
		}
		// A legal key needs no encoding.
		return URI.create(base + path + (legal ? "?filter=" + filter : ""));
	}

}
