package dev.pennon.spring.autoconfigure;

import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.http.HttpTransport;

/**
 * A source with connections of its own, which end with its bean.
 */
class HttpUpdateProcessor implements UpdateProcessor, AutoCloseable {

	private final UpdateProcessor source;

	private final HttpTransport transport;

	HttpUpdateProcessor(UpdateProcessor source, HttpTransport transport) {
		this.source = source;
		this.transport = transport;
	}

	@Override
	public void start() {
		this.source.start();
	}

	@Override
	public void stop() {
		this.source.stop();
	}

	@Override
	public boolean isAlive() {
		return this.source.isAlive();
	}

	@Override
	public boolean isInitialized() {
		return this.source.isInitialized();
	}

	@Override
	public void close() {
		this.source.stop();
		this.transport.close();
	}

	@Override
	public String toString() {
		return this.source.toString();
	}

}
