package dev.pennon.launchdarkly.sdk;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.launchdarkly.sdk.server.interfaces.ClientContext;
import com.launchdarkly.sdk.server.interfaces.DataSource;
import com.launchdarkly.sdk.server.interfaces.DataSourceFactory;
import com.launchdarkly.sdk.server.interfaces.DataSourceUpdates;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.FullDataSet;
import com.launchdarkly.sdk.server.interfaces.DataStoreTypes.ItemDescriptor;
import dev.pennon.launchdarkly.PeerKind;
import dev.pennon.launchdarkly.PeerWriter;
import org.jspecify.annotations.Nullable;

/**
 * A data source that hands its sink over. The client's constructor happens before any use
 * of it.
 */
final class PushedSource implements DataSourceFactory, DataSource, PeerWriter {

	private @Nullable DataSourceUpdates sink;

	@Override
	public DataSource createDataSource(ClientContext context, DataSourceUpdates updates) {
		this.sink = updates;
		return this;
	}

	@Override
	public Future<Void> start() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

	private DataSourceUpdates sink() {
		return Objects.requireNonNull(this.sink, "The client has not made its source yet");
	}

	@Override
	public Object parse(Map<String, String> flags, Map<String, String> segments) {
		return Items.data(flags, segments);
	}

	// The bridge cannot name the type that parse has made
	@SuppressWarnings("unchecked")
	@Override
	public void init(Object data) {
		if (!sink().init((FullDataSet<ItemDescriptor>) data)) {
			throw new IllegalStateException("The store has not taken the data");
		}
	}

	@Override
	public boolean upsert(PeerKind kind, String key, String json) {
		return sink().upsert(Items.kind(kind), key, Items.item(kind, json));
	}

	@Override
	public boolean delete(PeerKind kind, String key, int version) {
		return sink().upsert(Items.kind(kind), key, ItemDescriptor.deletedItem(version));
	}

	@Override
	public void close() {
	}

}
