package dev.pennon.contract;

import dev.pennon.FlagClient;
import dev.pennon.http.HttpTransport;

/**
 * A client under test, together with what was made for it alone.
 *
 * @param flags the client
 * @param transport what it sends its requests with
 */
record TestClient(FlagClient flags, HttpTransport transport) implements AutoCloseable {

	@Override
	public void close() {
		try (this.transport) {
			this.flags.close();
		}
	}

}
