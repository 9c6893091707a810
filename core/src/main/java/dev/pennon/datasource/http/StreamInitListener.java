package dev.pennon.datasource.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Learns how each attempt to open the stream went, for statistics. Called on the thread
 * that reads the stream, so it must be quick.
 */
@FunctionalInterface
public interface StreamInitListener {

	/**
	 * An attempt has succeeded, which is when the first event arrives, or failed before
	 * that.
	 * @param start when the attempt began
	 * @param duration how long it took
	 * @param failed whether it failed
	 */
	void streamInit(Instant start, Duration duration, boolean failed);

}
