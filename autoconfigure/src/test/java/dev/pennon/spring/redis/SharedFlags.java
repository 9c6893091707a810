package dev.pennon.spring.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.pennon.internal.json.Json;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.FullDataSet;

/**
 * Flags, segments and users that two SDKs talk about through one Redis. What each flag is
 * there for is its key. Nothing here is newer than version 5 of the LaunchDarkly Java
 * SDK, which knows neither contexts nor segments inside of segments.
 */
final class SharedFlags {

	/** A number that a double does not hold, and one that a writer would shorten. */
	static final String NUMBERS = "{\"price\": 1.50, \"big\": 12345678901234567890, \"exponent\": 1E2}";

	static final String UNKNOWN = "\"invented\":{\"later\":[1.0,{\"deep\":null}]}";

	static final Map<String, String> FLAGS = byKey(
			"""
					{"key":"off","version":3,"on":false,"variations":[true,false],"offVariation":1,
					  "fallthrough":{"variation":0},"salt":"s"}
					{"key":"on","version":4,"on":true,"variations":[true,false],"offVariation":1,
					  "fallthrough":{"variation":0},"salt":"s"}
					{"key":"target","version":5,"on":true,"variations":["a","b"],"offVariation":1,
					  "targets":[{"variation":1,"values":["anna","\\u00fcn\\u00efc\\u00f6de"]}],"fallthrough":{"variation":0},"salt":"s"}
					{"key":"rules","version":6,"on":true,"variations":["x","y","z"],"offVariation":0,
					  "rules":[{"id":"first","variation":1,"clauses":[
					      {"attribute":"email","op":"endsWith","values":["@example.com"]},
					      {"attribute":"country","op":"in","values":["de","fr"]}]},
					    {"id":"second","variation":2,"clauses":[
					      {"attribute":"age","op":"greaterThanOrEqual","values":[18.5]},
					      {"attribute":"release","op":"semVerLessThan","values":["2.0.0"],"negate":true}]}],
					  "fallthrough":{"variation":0},"salt":"s"}
					{"key":"segment","version":7,"on":true,"variations":[true,false],"offVariation":1,
					  "rules":[{"id":"beta","variation":0,"clauses":[
					      {"attribute":"","op":"segmentMatch","values":["beta"]}]}],
					  "fallthrough":{"variation":1},"salt":"s"}
					{"key":"rollout","version":8,"on":true,"variations":["one","two","three"],"offVariation":0,
					  "fallthrough":{"rollout":{"variations":[{"variation":0,"weight":20000},
					      {"variation":1,"weight":30000},{"variation":2,"weight":50000}]}},"salt":"pepper"}
					{"key":"experiment","version":9,"on":true,"variations":["c","t"],"offVariation":0,
					  "fallthrough":{"rollout":{"kind":"experiment","seed":61,"variations":[
					      {"variation":0,"weight":50000},{"variation":1,"weight":50000}]}},"salt":"pepper"}
					{"key":"prerequisite","version":10,"on":true,"variations":[true,false],"offVariation":1,
					  "prerequisites":[{"key":"target","variation":1}],"fallthrough":{"variation":0},"salt":"s"}
					{"key":"numbers","version":11,"on":true,"variations":[%s,1.0],"offVariation":1,
					  "fallthrough":{"variation":0},"salt":"s"}
					{"key":"unknown properties","version":12,"on":true,"variations":[{"a":[1,"b",null]}],"offVariation":0,
					  "fallthrough":{"variation":0,"invented":1},%s,"salt":"s"}
					{"key":"\\u00fcn\\u00efc\\u00f6de \\ud83d\\ude00","version":13,"on":true,"variations":["\\u00e4 \\ud83d\\ude00"],
					  "offVariation":0,"fallthrough":{"variation":0},"salt":"s"}
					{"key":"malformed","version":14,"on":true,"variations":["only"],"offVariation":0,
					  "fallthrough":{"variation":5},"salt":"s"}
					"""
				.formatted(NUMBERS, UNKNOWN));

	static final Map<String, String> SEGMENTS = byKey("""
			{"key":"beta","version":2,"included":["anna"],"excluded":["bob"],"salt":"s",%s,
			  "rules":[{"clauses":[{"attribute":"email","op":"endsWith","values":["@example.com"]}]},
			    {"weight":50000,"clauses":[{"attribute":"key","op":"contains","values":["user"]}]}]}
			{"key":"empty","version":1,"included":[],"excluded":[],"salt":"s","rules":[]}
			""".formatted(UNKNOWN));

	static final List<String> USERS = List.of("{\"key\":\"anna\"}",
			"{\"key\":\"bob\",\"email\":\"bob@example.com\",\"country\":\"fr\"}", "{\"key\":\"carl\"}",
			"{\"key\":\"user-1\",\"custom\":{\"age\":18.5,\"release\":\"2.0.0-rc.1\"}}",
			"{\"key\":\"user-2\",\"custom\":{\"age\":[7,30],\"release\":\"2.1\"}}",
			"{\"key\":\"\\u00fcn\\u00efc\\u00f6de\",\"country\":\"de\"}",
			"{\"key\":\"user-3\",\"email\":\"u@example.com\",\"country\":\"es\",\"anonymous\":true}");

	private SharedFlags() {
	}

	// Each item begins at the start of a line
	private static Map<String, String> byKey(String items) {
		Map<String, String> byKey = new LinkedHashMap<>();
		for (String item : items.strip().split("\n(?=\\{)")) {
			String key = item.substring("{\"key\":\"".length(), item.indexOf("\",\"version\""));
			byKey.put(unescape(key), item);
		}
		return byKey;
	}

	private static String unescape(String text) {
		return Json.read("\"" + text + "\"").stringValue();
	}

	/** Everything, as our sources read it for a store that needs the text. */
	static FullDataSet data() {
		return data(FLAGS, SEGMENTS);
	}

	static FullDataSet data(Map<String, String> flags, Map<String, String> segments) {
		String text = "{\"flags\":%s,\"segments\":%s}".formatted(object(flags), object(segments));
		try {
			return new FlagDataReader(true).read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String object(Map<String, String> items) {
		StringBuilder object = new StringBuilder();
		items.forEach((key, item) -> object.append(object.isEmpty() ? "{" : ",")
			.append('"')
			.append(key)
			.append("\":")
			.append(item));
		return object.append(object.isEmpty() ? "{}" : "}").toString();
	}

}
