package dev.pennon.launchdarkly.sdk;

import java.util.Map;
import java.util.Objects;

import com.launchdarkly.sdk.server.interfaces.ClientContext;
import com.launchdarkly.sdk.server.interfaces.DataStore;
import com.launchdarkly.sdk.server.interfaces.DataStoreFactory;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.FullDataSet;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.ItemDescriptor;
import com.launchdarkly.sdk.server.interfaces.DataStoreUpdates;
import dev.pennon.launchdarkly.PeerKind;
import dev.pennon.launchdarkly.PeerWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps hold of the store that the client makes for itself. The client's constructor
 * happens before any use of it.
 */
final class CapturedStore implements DataStoreFactory, PeerWriter {

	private final DataStoreFactory factory;

	private @Nullable DataStore store;

	CapturedStore(DataStoreFactory factory) {
		this.factory = factory;
	}

	@Override
	public DataStore createDataStore(ClientContext context, DataStoreUpdates updates) {
		DataStore created = this.factory.createDataStore(context, updates);
		this.store = created;
		return created;
	}

	private DataStore store() {
		return Objects.requireNonNull(this.store, "The client has not made its store yet");
	}

	@Override
	public Object parse(Map<String, String> flags, Map<String, String> segments) {
		return Items.data(flags, segments);
	}

	// The bridge cannot name the type that parse has made
	@SuppressWarnings("unchecked")
	@Override
	public void init(Object data) {
		store().init((FullDataSet<ItemDescriptor>) data);
	}

	@Override
	public boolean upsert(PeerKind kind, String key, String json) {
		return store().upsert(Items.kind(kind), key, Items.item(kind, json));
	}

	@Override
	public boolean delete(PeerKind kind, String key, int version) {
		return store().upsert(Items.kind(kind), key, ItemDescriptor.deletedItem(version));
	}

}
