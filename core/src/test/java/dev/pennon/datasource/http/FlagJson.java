package dev.pennon.datasource.http;

/**
 * What a service sends.
 */
final class FlagJson {

	private FlagJson() {
	}

	static String flag(String key, long version) {
		return """
				{"key":"%s","version":%d,"on":true,"variations":[true,false],"fallthrough":{"variation":0}}"""
			.formatted(key, version);
	}

	static String segment(String key, long version) {
		return """
				{"key":"%s","version":%d,"included":["u"]}""".formatted(key, version);
	}

	/** All data: one flag. */
	static String all(String key, long version) {
		return """
				{"flags":{"%s":%s},"segments":{}}""".formatted(key, flag(key, version));
	}

	/** The data of a {@code put} with one flag. */
	static String put(String key, long version) {
		return """
				{"path":"/","data":%s}""".formatted(all(key, version));
	}

	static String patch(String key, long version) {
		return """
				{"path":"/flags/%s","data":%s}""".formatted(key, flag(key, version));
	}

	static String delete(String key, long version) {
		return """
				{"path":"/flags/%s","version":%d}""".formatted(key, version);
	}

}
