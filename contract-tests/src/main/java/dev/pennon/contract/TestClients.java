package dev.pennon.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The clients that the harness has created and not closed, by their ids. Closes what is
 * left when the service ends. A concurrent map carries them from one request to the next.
 */
@Component
final class TestClients implements AutoCloseable {

	private final Map<String, TestClient> clients = new ConcurrentHashMap<>();

	private final AtomicLong created = new AtomicLong();

	String add(TestClient client) {
		String id = Long.toString(this.created.incrementAndGet());
		this.clients.put(id, client);
		return id;
	}

	TestClient get(String id) {
		return known(id, this.clients.get(id));
	}

	TestClient remove(String id) {
		return known(id, this.clients.remove(id));
	}

	private static TestClient known(String id, @Nullable TestClient client) {
		if (client == null) {
			throw new UnknownClientException(id);
		}
		return client;
	}

	@Override
	public void close() {
		this.clients.values().forEach(TestClient::close);
		this.clients.clear();
	}

}
