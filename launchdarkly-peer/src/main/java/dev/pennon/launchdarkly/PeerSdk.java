package dev.pennon.launchdarkly;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Makes clients of the LaunchDarkly Java SDK that keep their flags in a Redis on this
 * machine. They send no events and ask no service.
 */
public interface PeerSdk {

	/**
	 * Creates a client.
	 * @param settings what it uses
	 * @return a client, to be closed
	 */
	PeerClient client(Settings settings);

	/**
	 * What a client uses.
	 *
	 * @param port the port of the Redis on the loopback interface
	 * @param prefix the prefix of every key
	 * @param source whether the client writes what it is given, rather than leaving that
	 * to others
	 * @param cacheTtl for how long items, and membership of big segments, are cached;
	 * zero for never
	 * @param bigSegmentCacheSize for how many users the membership of big segments is
	 * cached, or null for a client without big segments
	 */
	record Settings(int port, String prefix, boolean source, Duration cacheTtl, @Nullable Integer bigSegmentCacheSize) {

		/**
		 * Returns the settings of a client that reads everything from Redis each time.
		 * @param port the port of the Redis
		 * @param prefix the prefix of every key
		 * @return the settings
		 */
		public static Settings reader(int port, String prefix) {
			return new Settings(port, prefix, false, Duration.ZERO, null);
		}

		/**
		 * Returns the settings of a client that writes what it is given, and caches
		 * nothing.
		 * @param port the port of the Redis
		 * @param prefix the prefix of every key
		 * @return the settings
		 */
		public static Settings writer(int port, String prefix) {
			return new Settings(port, prefix, true, Duration.ZERO, null);
		}

	}

}
