package dev.pennon.event;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes what happens around flags and delivers it. Whatever records an event is in the
 * middle of something else: no method but {@link #flushAndWait} and {@link #close} may
 * wait for anything, and none may throw. Safe for use by any number of threads.
 */
public interface EventProcessor extends AutoCloseable {

	/**
	 * Returns a processor that ignores everything.
	 * @return a processor that has nothing to release
	 */
	static EventProcessor none() {
		return NoEvents.INSTANCE;
	}

	/**
	 * Begins to deliver. Called when a client starts, possibly more than once. What is
	 * recorded before is delivered too. Does nothing unless overridden.
	 */
	default void start() {
	}

	/**
	 * Takes an event.
	 * @param event the event
	 */
	void sendEvent(Event event);

	/**
	 * Counts an evaluation that a caller asked for, if nothing is to be told of it but
	 * that it happened. A client asks this first, so that it need not make JSON of the
	 * caller's default each time. Does nothing and returns false unless overridden.
	 * @param flag the flag
	 * @param context whom it was evaluated for
	 * @param result the outcome; its value is null where the caller gets the default
	 * @return whether that was all; if false, nothing has happened yet, and
	 * {@link #recordEvaluation} is called
	 */
	default boolean countEvaluation(FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result) {
		return false;
	}

	/**
	 * Takes note of an evaluation. Called for each one that was not
	 * {@linkplain #countEvaluation counted}, prerequisites included, so this is worth
	 * being fast. Makes an {@link EvaluationEvent} and sends it unless overridden.
	 * @param key the key that was asked for
	 * @param flag the flag, or null if there is none or it could not be looked up
	 * @param context whom it was evaluated for
	 * @param result the outcome; its value is null where the caller gets the default
	 * @param defaultValue the caller's default, which the caller may modify later; null
	 * for none and for the JSON null
	 * @param withReasons whether the caller asked for the reason
	 * @param prerequisiteOf the flag that needed this one, or null if a caller asked for
	 * it
	 */
	default void recordEvaluation(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
			@Nullable FeatureFlag prerequisiteOf) {
		sendEvent(new EvaluationEvent(InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS), key, flag,
				context, result, (defaultValue != null) ? defaultValue.deepCopy() : null, withReasons, prerequisiteOf));
	}

	/**
	 * Asks for the delivery of everything that was taken so far. Returns at once.
	 */
	void flush();

	/**
	 * Asks for the delivery of everything that was taken so far, and waits for it.
	 * @param timeout how long to wait at most
	 * @return whether all of it was delivered in that time
	 */
	boolean flushAndWait(Duration timeout);

	/**
	 * Delivers what is pending, as far as that is possible in a bounded time, and
	 * releases everything. What is sent later is ignored. Calling it again has no effect.
	 */
	@Override
	void close();

}
