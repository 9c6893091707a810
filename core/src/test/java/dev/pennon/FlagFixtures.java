package dev.pennon;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Segment;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import tools.jackson.databind.JsonNode;

/**
 * Makes flags and segments of JSON, as a source does.
 */
final class FlagFixtures {

	private FlagFixtures() {
	}

	/** A flag that is on and gives everybody one value. */
	static String flagWithValue(String value) {
		return """
				{"version": 1, "on": true, "variations": [%s], "fallthrough": {"variation": 0}, "salt": "s"}"""
			.formatted(value);
	}

	static String flags(Map<String, String> flags) {
		StringBuilder json = new StringBuilder("{\"flags\":{");
		flags.forEach((key, flag) -> json.append((json.length() > 10) ? "," : "")
			.append('"')
			.append(key)
			.append("\":")
			.append(flag));
		return json.append("}}").toString();
	}

	/** The data set of a text such as {@code {"flags":{..},"segments":{..}}}. */
	static FullDataSet dataSet(String json) {
		JsonNode all = Json.read(json);
		return FullDataSet.builder()
			.items(DataKinds.SEGMENTS, items(DataKinds.SEGMENTS, all.path("segments")))
			.items(DataKinds.FEATURES, items(DataKinds.FEATURES, all.path("flags")))
			.build();
	}

	static FeatureFlag flag(String key, String json) {
		return DataKinds.FEATURES.decode(key, json.getBytes(StandardCharsets.UTF_8));
	}

	static Segment segment(String key, String json) {
		return DataKinds.SEGMENTS.decode(key, json.getBytes(StandardCharsets.UTF_8));
	}

	private static <T extends VersionedData> Map<String, T> items(VersionedDataKind<T> kind, JsonNode members) {
		Map<String, T> items = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : members.properties()) {
			items.put(member.getKey(),
					kind.decode(member.getKey(), Json.write(member.getValue()).getBytes(StandardCharsets.UTF_8)));
		}
		return items;
	}

	static InMemoryFeatureStore storeWith(String json) {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(dataSet(json));
		return store;
	}

	/** A client that runs on a store that something else has filled. */
	static FlagClient clientWith(String json) {
		FlagClient client = FlagClient.builder().featureStore(storeWith(json)).build();
		client.start();
		return client;
	}

}
