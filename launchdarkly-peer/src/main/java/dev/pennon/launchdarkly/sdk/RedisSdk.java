package dev.pennon.launchdarkly.sdk;

import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk;

/**
 * Where the class loader enters.
 */
public final class RedisSdk implements PeerSdk {

	/**
	 * Called by name.
	 */
	public RedisSdk() {
	}

	@Override
	public PeerClient client(Settings settings) {
		return new RedisClient(settings);
	}

}
