package dev.pennon;

import java.util.function.Consumer;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.FlagChange;
import org.jspecify.annotations.Nullable;

/**
 * Tells that flags have changed. Listeners are called in the order of the changes, on one
 * thread of the client; what a listener throws is logged and harms nobody, but a listener
 * that takes long delays the others. Safe for use by any number of threads.
 */
public interface FlagTracker {

	/**
	 * Adds a listener for changes in the configuration of any flag, or of a flag or
	 * segment that a flag depends on, whether or not somebody's value changes.
	 * @param listener given each change
	 */
	void addFlagChangeListener(Consumer<FlagChange> listener);

	/**
	 * Removes a listener. Has no effect on one that was not added.
	 * @param listener the listener
	 */
	void removeFlagChangeListener(Consumer<FlagChange> listener);

	/**
	 * Adds a listener for changes in what one flag is for one context. The flag need not
	 * exist yet: no value counts as the JSON null.
	 * @param key the key of the flag
	 * @param context whom to evaluate for; null and an invalid one never have a value
	 * @param listener given each change of the value after this method has returned
	 * @return a handle to remove the listener with
	 */
	Registration addFlagValueChangeListener(String key, @Nullable EvaluationContext context,
			Consumer<FlagValueChange> listener);

	/**
	 * A listener that was added.
	 */
	@FunctionalInterface
	interface Registration {

		/**
		 * Removes the listener. Calling it again has no effect.
		 */
		void remove();

	}

}
