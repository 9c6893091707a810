package dev.pennon.bigsegment;

import org.jspecify.annotations.Nullable;

/**
 * Where the membership of big segments is kept: a database that another process, as a
 * rule the Relay Proxy, fills, and that Pennon only reads. Safe for use by any number of
 * threads.
 * <p>
 * Evaluations wait for the store. It must therefore limit the time that each call takes,
 * and throw when the time is over. It caches nothing: Pennon does.
 */
public interface BigSegmentStore extends AutoCloseable {

	/**
	 * Returns what is known of one context.
	 * @param contextHash the {@linkplain ContextHash hash} of the context's key
	 * @return the membership, which never changes afterwards, or null if nothing is known
	 * @throws InvalidMembershipException if what the store holds for this context cannot
	 * be read
	 * @throws RuntimeException if the store cannot be asked
	 */
	@Nullable BigSegmentMembership getMembership(String contextHash);

	/**
	 * Returns what the store knows of itself.
	 * @return the metadata
	 * @throws RuntimeException if the store cannot be asked
	 */
	BigSegmentStoreMetadata getMetadata();

	/**
	 * Releases the connections that belong to the store. Calling it again has no effect.
	 */
	@Override
	void close();

}
