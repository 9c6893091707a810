package dev.pennon.benchmarks.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flags and segments as LaunchDarkly writes them, and the keys that a row asks for.
 */
public final class FlagData {

	private final Map<String, String> flags = new LinkedHashMap<>();

	private final Map<String, String> segments = new LinkedHashMap<>();

	private final List<String> keys = new ArrayList<>();

	/**
	 * Adds a flag that is asked for.
	 */
	void add(String key, String json) {
		this.keys.add(key);
		this.flags.put(key, json);
	}

	/** Adds a flag that others need. */
	void addPrerequisite(String key, String json) {
		this.flags.put(key, json);
	}

	void addSegment(String key, String json) {
		this.segments.put(key, json);
	}

	/**
	 * Returns the keys to rotate over. They are not the strings that a store has.
	 * @return a new array
	 */
	public String[] keys() {
		return this.keys.stream().map((key) -> new String(key.toCharArray())).toArray(String[]::new);
	}

	/**
	 * Returns the flags.
	 * @return JSON by key
	 */
	public Map<String, String> flags() {
		return this.flags;
	}

	/**
	 * Returns the segments.
	 * @return JSON by key
	 */
	public Map<String, String> segments() {
		return this.segments;
	}

	/**
	 * Returns everything as one document.
	 * @return JSON in UTF-8
	 */
	public byte[] toJson() {
		StringBuilder json = new StringBuilder("{\"flags\":");
		append(json, this.flags);
		json.append(",\"segments\":");
		append(json, this.segments);
		return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void append(StringBuilder json, Map<String, String> items) {
		String separator = "{";
		for (Map.Entry<String, String> item : items.entrySet()) {
			json.append(separator).append('"').append(item.getKey()).append("\":").append(item.getValue());
			separator = ",";
		}
		json.append(items.isEmpty() ? "{}" : "}");
	}

}
