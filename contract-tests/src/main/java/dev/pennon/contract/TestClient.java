package dev.pennon.contract;

import dev.pennon.FlagClient;
import dev.pennon.http.HttpTransport;
import dev.pennon.store.CachingStoreWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A client under test, together with what was made for it alone.
 *
 * @param flags the client
 * @param transport what it sends its requests with
 * @param store the store that it shares with others, or null
 */
record TestClient(FlagClient flags, HttpTransport transport,
		@Nullable CachingStoreWrapper store) implements AutoCloseable {

	@Override
	public void close() {
		try (this.transport; this.store) {
			this.flags.close();
		}
	}

}
