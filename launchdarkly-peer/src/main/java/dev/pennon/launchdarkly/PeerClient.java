package dev.pennon.launchdarkly;

import java.util.Map;

/**
 * A client of the LaunchDarkly Java SDK. Safe for use by any number of threads.
 */
public interface PeerClient extends AutoCloseable {

	/**
	 * Makes a user, to be given to the other methods.
	 * @param json the user as LaunchDarkly's SDKs of that time write it, with
	 * {@code custom} attributes
	 * @return the user
	 */
	Object user(String json);

	/**
	 * Evaluates a flag of any type.
	 * @param flagKey the flag's key
	 * @param user from {@link #user}
	 * @return the answer; the default value is null
	 */
	PeerAnswer answer(String flagKey, Object user);

	/**
	 * Evaluates a boolean flag, with nothing in between but this call.
	 * @param flagKey the flag's key
	 * @param user from {@link #user}
	 * @param defaultValue the default value
	 * @return the value
	 */
	boolean boolVariation(String flagKey, Object user, boolean defaultValue);

	/**
	 * Evaluates all flags.
	 * @param user from {@link #user}
	 * @return the values as JSON, by key
	 */
	Map<String, String> allFlags(Object user);

	/**
	 * Returns what the client's own data source writes through.
	 * @return the sink that checks, orders and stores
	 * @throws IllegalStateException if the client has no source
	 */
	PeerWriter source();

	/**
	 * Returns the client's store alone: the wrapper of the Redis store.
	 * @return the store
	 */
	PeerWriter store();

	@Override
	void close();

}
