package dev.pennon;

import dev.pennon.internal.json.Json;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes an object of a flag's value for one call. For one thread.
 *
 * @param <T> the type of the object
 */
final class ValueBinding<T> implements EvaluationNote {

	private final Class<? extends T> type;

	private @Nullable T bound;

	ValueBinding(Class<? extends T> type) {
		this.type = type;
	}

	/**
	 * Makes the object.
	 * @return whether the value fits the class; if not, the log says why
	 */
	@Override
	public boolean accepts(FeatureFlag flag, JsonNode value, EvaluationLog log) {
		try {
			this.bound = Json.mapper().treeToValue(value, this.type);
			if (this.bound == null) {
				log.notBindable(flag, this.type, null);
			}
		}
		// Constructors and setters are the application's, and may throw anything
		catch (Exception | StackOverflowError | LinkageError ex) {
			log.notBindable(flag, this.type, ex);
		}
		return this.bound != null;
	}

	/** Returns the object, or null if none was made. */
	@Nullable T bound() {
		return this.bound;
	}

}
