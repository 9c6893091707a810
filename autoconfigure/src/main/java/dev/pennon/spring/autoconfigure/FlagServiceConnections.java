package dev.pennon.spring.autoconfigure;

import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the flag service, which source and events share, so that the service
 * sees one client. They are made when the first of them asks for them, and end with this
 * bean, which is destroyed after those that use it. A lock keeps two threads from making
 * them at once; whoever does not need them reads a volatile field.
 */
class FlagServiceConnections implements AutoCloseable {

	private final HttpConfigurationFactory factory;

	private final ReentrantLock making = new ReentrantLock();

	private final StreamInitRelay streamInits = new StreamInitRelay();

	private volatile @Nullable Connections connections;

	FlagServiceConnections(HttpConfigurationFactory factory) {
		this.factory = factory;
	}

	/**
	 * Returns how every request is made.
	 * @throws PennonConfigurationException if the configuration is wrong, as without an
	 * SDK key
	 */
	HttpConfiguration configuration() {
		return connections().configuration();
	}

	/**
	 * Returns what makes the requests.
	 * @throws PennonConfigurationException if the configuration is wrong, as without an
	 * SDK key
	 */
	HttpTransport transport() {
		return connections().transport();
	}

	/** Returns what is told how attempts to open the stream go, and who listens. */
	StreamInitRelay streamInits() {
		return this.streamInits;
	}

	/** Returns the id of the environment, or null as long as no answer has named it. */
	@Nullable String environmentId() {
		Connections present = this.connections;
		return (present != null) ? present.transport().environmentId() : null;
	}

	private Connections connections() {
		this.making.lock();
		try {
			Connections present = this.connections;
			if (present == null) {
				HttpConfiguration configuration = this.factory.create();
				present = new Connections(configuration, new HttpTransport(configuration));
				this.connections = present;
			}
			return present;
		}
		finally {
			this.making.unlock();
		}
	}

	@Override
	public void close() {
		Connections present = this.connections;
		if (present != null) {
			present.transport().close();
		}
	}

	private record Connections(HttpConfiguration configuration, HttpTransport transport) {
	}

}
