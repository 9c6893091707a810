package dev.pennon.launchdarkly.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

import com.launchdarkly.sdk.server.DataModel;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.DataKind;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.FullDataSet;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.ItemDescriptor;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.KeyedItems;
import dev.pennon.launchdarkly.PeerKind;

/**
 * Turns JSON into items, as the SDK does.
 */
final class Items {

	private Items() {
	}

	static DataKind kind(PeerKind kind) {
		return (kind == PeerKind.FLAG) ? DataModel.FEATURES : DataModel.SEGMENTS;
	}

	static ItemDescriptor item(PeerKind kind, String json) {
		return kind(kind).deserialize(json);
	}

	static FullDataSet<ItemDescriptor> data(Map<String, String> flags, Map<String, String> segments) {
		Map<DataKind, KeyedItems<ItemDescriptor>> data = new LinkedHashMap<>();
		data.put(DataModel.SEGMENTS, items(PeerKind.SEGMENT, segments));
		data.put(DataModel.FEATURES, items(PeerKind.FLAG, flags));
		return new FullDataSet<>(data.entrySet());
	}

	private static KeyedItems<ItemDescriptor> items(PeerKind kind, Map<String, String> items) {
		Map<String, ItemDescriptor> parsed = new LinkedHashMap<>();
		items.forEach((key, json) -> parsed.put(key, item(kind, json)));
		return new KeyedItems<>(parsed.entrySet());
	}

}
