package dev.pennon.spring.autoconfigure;

import dev.pennon.FlagClient;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the client before the web server takes requests and stops it after the last one.
 * Only the destruction of the client's bean closes it, so that a context can be started
 * again.
 * <p>
 * The flag is volatile: the context starts and stops on one thread, and anyone may ask.
 */
class FlagClientLifecycle implements SmartLifecycle {

	/** Below graceful shutdown and the web server, above connections to databases. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private final FlagClient client;

	private final FlagEventPublisher events;

	private volatile boolean running;

	FlagClientLifecycle(FlagClient client, FlagEventPublisher events) {
		this.client = client;
		this.events = events;
	}

	@Override
	public void start() {
		this.events.start();
		this.client.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.events.stop();
		this.client.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Spring pauses the contexts of tests whenever another one is used: that must not
	// reconnect the source each time
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
