package dev.pennon;

import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceStatusProvider;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.migration.MigrationClient;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells an application which variation of a flag a context gets. Safe for use by any
 * number of threads; an application needs one client.
 * <p>
 * <b>Evaluations never throw.</b> Each variation method takes the value to use where the
 * flag has none to offer: the client is not ready, the context is null or invalid, there
 * is no such flag, the flag is off and names no variation, its value has another type, or
 * something failed. The {@code Detail} forms tell which. Only errors that leave the Java
 * runtime itself in doubt, such as {@link OutOfMemoryError}, reach the caller. With the
 * in-memory store an evaluation does no I/O and takes no lock.
 * <p>
 * <b>Life of a client.</b> A client is {@linkplain #builder() built}, {@linkplain #start
 * started}, perhaps {@linkplain #stop stopped} and started again, and finally
 * {@linkplain #close closed}. Evaluations before the first start and after the close give
 * the caller's default with {@code CLIENT_NOT_READY}.
 *
 * <pre class="code">
 * try (FlagClient client = FlagClient.builder().updateProcessor(source).build()) {
 *     client.start();
 *     boolean wide = client.boolVariation("wide-layout", EvaluationContext.of("user-1"), false);
 * }
 * </pre>
 */
public interface FlagClient extends MigrationClient, AutoCloseable {

	/**
	 * Returns a builder.
	 * @return a new builder
	 */
	static FlagClientBuilder builder() {
		return new FlagClientBuilder();
	}

	/**
	 * Starts the source of flags, or starts it again after {@link #stop}, and waits for
	 * its first data as the {@link StartupPolicy} says, never longer than the startup
	 * timeout. Has no effect on a client that is running.
	 * @throws FlagClientStartException under {@link StartupPolicy#FAIL_FAST} if there is
	 * no data in time, or the source fails in a way that waiting does not mend; the
	 * source has been stopped then
	 * @throws IllegalStateException if the client is closed
	 */
	void start();

	/**
	 * Stops the source of flags. The flags that have arrived stay, and evaluations go on
	 * with them. Has no effect on a client that is not running.
	 */
	void stop();

	/**
	 * Stops the source and releases what the client created: threads, connections, its
	 * store. What the client was given stays open. Takes a few seconds at most. Calling
	 * it again, also while it is under way on another thread, has no effect.
	 */
	@Override
	void close();

	/**
	 * Returns whether the client has the data that it was started for: its source has
	 * delivered a full set of flags, or it needs none because it is offline or another
	 * process fills the store. False before the first start and after the close. A client
	 * that is not initialized evaluates nevertheless if its store holds data.
	 * @return whether flags have been received
	 */
	boolean isInitialized();

	/**
	 * Returns whether the client is offline: it asks nobody and gives every caller the
	 * default.
	 * @return whether the client was built to be offline
	 */
	boolean isOffline();

	/**
	 * Returns the value of a flag with boolean variations.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default
	 */
	boolean boolVariation(String key, @Nullable EvaluationContext context, boolean defaultValue);

	/**
	 * Returns the value of a flag with boolean variations, and why.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default, with the reason
	 */
	EvaluationDetail<Boolean> boolVariationDetail(String key, @Nullable EvaluationContext context,
			boolean defaultValue);

	/**
	 * Returns the value of a flag with numeric variations as a whole number. A fraction
	 * is cut off, and a number beyond the range of {@code int} becomes the nearest one
	 * within.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default
	 */
	int intVariation(String key, @Nullable EvaluationContext context, int defaultValue);

	/**
	 * Returns the value of a flag with numeric variations as a whole number, and why.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default, with the reason
	 * @see #intVariation
	 */
	EvaluationDetail<Integer> intVariationDetail(String key, @Nullable EvaluationContext context, int defaultValue);

	/**
	 * Returns the value of a flag with numeric variations.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default
	 */
	double doubleVariation(String key, @Nullable EvaluationContext context, double defaultValue);

	/**
	 * Returns the value of a flag with numeric variations, and why.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default, with the reason
	 */
	EvaluationDetail<Double> doubleVariationDetail(String key, @Nullable EvaluationContext context,
			double defaultValue);

	/**
	 * Returns the value of a flag with string variations. Only a default of null makes
	 * the result null.
	 * @param <S> {@code String}, or {@code @Nullable String} if the default may be null
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default
	 */
	<S extends @Nullable String> S stringVariation(String key, @Nullable EvaluationContext context, S defaultValue);

	/**
	 * Returns the value of a flag with string variations, and why. Only a default of null
	 * makes the value null.
	 * @param <S> {@code String}, or {@code @Nullable String} if the default may be null
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @return the variation's value or the default, with the reason
	 */
	<S extends @Nullable String> EvaluationDetail<S> stringVariationDetail(String key,
			@Nullable EvaluationContext context, S defaultValue);

	/**
	 * Returns the value of a flag with variations of any type. The caller may change what
	 * it gets: objects and arrays are copies.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer, given back as it
	 * is; null stands for the JSON null
	 * @return the variation's value or the default, never null
	 */
	JsonNode jsonVariation(String key, @Nullable EvaluationContext context, @Nullable JsonNode defaultValue);

	/**
	 * Returns the value of a flag with variations of any type, and why. The caller may
	 * change what it gets: objects and arrays are copies.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer, given back as it
	 * is; null stands for the JSON null
	 * @return the variation's value or the default, with the reason
	 */
	EvaluationDetail<JsonNode> jsonVariationDetail(String key, @Nullable EvaluationContext context,
			@Nullable JsonNode defaultValue);

	/**
	 * Returns the value of a flag as an instance of a class or record, which Jackson
	 * makes of the variation's JSON; properties that the class does not know are ignored.
	 * A value that does not fit the class, and the JSON null, count as a wrong type: the
	 * default is used and the log says why, once for each version of the flag.
	 * @param <T> the type of the value, nullable if the default may be null
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @param type the class to make an instance of
	 * @return a new instance or the default
	 */
	<T extends @Nullable Object> T jsonVariation(String key, @Nullable EvaluationContext context, T defaultValue,
			Class<? extends T> type);

	/**
	 * Returns the value of a flag as an instance of a class or record, and why.
	 * @param <T> the type of the value, nullable if the default may be null
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null counts as invalid
	 * @param defaultValue the value where the flag has none to offer
	 * @param type the class to make an instance of
	 * @return a new instance or the default, with the reason
	 * @see #jsonVariation(String, EvaluationContext, Object, Class)
	 */
	<T extends @Nullable Object> EvaluationDetail<T> jsonVariationDetail(String key,
			@Nullable EvaluationContext context, T defaultValue, Class<? extends T> type);

	/**
	 * Evaluates all flags at one moment, for example to hand them to a browser.
	 * @param context whom to evaluate for; null counts as invalid
	 * @param options what to include
	 * @return the values; not {@linkplain FeatureFlagsState#isValid() valid} and empty if
	 * the client is not ready or the context is invalid; never throws
	 */
	FeatureFlagsState allFlagsState(@Nullable EvaluationContext context, FlagsStateOption... options);

	/**
	 * Returns the hash with which a client-side SDK in secure mode proves that it may ask
	 * for the flags of a context: HMAC-SHA256 with the SDK key.
	 * @param context the context
	 * @return lower-case hexadecimal digits, or null if the context is null or invalid
	 * @throws IllegalStateException if the client has no SDK key
	 */
	@Nullable String secureModeHash(@Nullable EvaluationContext context);

	/**
	 * Returns who tells the state of the source of flags.
	 * @return the provider, always the same one
	 */
	DataSourceStatusProvider dataSourceStatusProvider();

	/**
	 * Returns who tells whether the store of flags is available.
	 * @return the provider, always the same one
	 */
	DataStoreStatusProvider dataStoreStatusProvider();

	/**
	 * Returns who tells whether the big segment store is available and up to date. The
	 * status of a client without such a store, and of an offline one, is neither
	 * available nor stale, and never changes.
	 * @return the provider, always the same one
	 */
	BigSegmentStoreStatusProvider bigSegmentStoreStatusProvider();

	/**
	 * Returns who tells that flags have changed.
	 * @return the tracker, always the same one
	 */
	FlagTracker flagTracker();

	/**
	 * Tells the events service that there is a context. Returns at once; a null or
	 * invalid context is only logged.
	 * @param context the context
	 */
	void identify(@Nullable EvaluationContext context);

	/**
	 * Tells the events service that something has happened.
	 * @param event what has happened; a key that experiments and metrics refer to
	 * @param context to whom; a null or invalid context is only logged
	 */
	default void track(String event, @Nullable EvaluationContext context) {
		track(event, context, null);
	}

	/**
	 * Tells the events service that something has happened. Returns at once.
	 * @param event what has happened; a key that experiments and metrics refer to
	 * @param context to whom; a null or invalid context is only logged
	 * @param data details, copied if need be; null for none
	 */
	void track(String event, @Nullable EvaluationContext context, @Nullable JsonNode data);

	/**
	 * Tells the events service that something has happened that can be measured. Returns
	 * at once.
	 * @param event what has happened; a key that experiments and metrics refer to
	 * @param context to whom; a null or invalid context is only logged
	 * @param data details, copied if need be; null for none
	 * @param metricValue the number to measure
	 */
	void track(String event, @Nullable EvaluationContext context, @Nullable JsonNode data, double metricValue);

	/**
	 * Asks for the delivery of all events so far. Returns at once.
	 */
	void flush();

	/**
	 * Asks for the delivery of all events so far, and waits for it.
	 * @param timeout how long to wait at most
	 * @return whether all were delivered in that time; true if events are off
	 */
	boolean flushAndWait(Duration timeout);

}
