package dev.pennon.internal.evaluator;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.Bucketing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the bucket that a context lands in, the same as in every SDK of the fleet.
 */
final class Bucketer {

	/** Below every weight: what a context gets that lacks the kind. */
	static final double NO_BUCKET = -1;

	/** Two to the power of 63, the first double that no long holds. */
	private static final double LONG_LIMIT = 0x1p63;

	private Bucketer() {
	}

	/**
	 * Returns the bucket.
	 * @param bucketing what decides the bucket
	 * @param context the context
	 * @param hash computes the hash
	 * @return the bucket from 0 to 1, or {@link #NO_BUCKET}; 0 if the attribute has no
	 * value that can be hashed
	 */
	static double bucket(Bucketing bucketing, EvaluationContext context, BucketHash hash) {
		EvaluationContext individual = context.individual(bucketing.contextKind());
		if (individual == null) {
			return NO_BUCKET;
		}
		AttributeReference attribute = bucketing.attribute();
		String text = (attribute != null) ? text(individual.value(attribute)) : individual.key();
		return (text != null) ? hash.bucket(bucketing.hashPrefix(), text) : 0;
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		if (value == null) {
			return null;
		}
		if (value.isString()) {
			return value.stringValue();
		}
		return value.isNumber() ? integerText(value) : null;
	}

	private static @Nullable String integerText(JsonNode number) {
		if (number.isIntegralNumber()) {
			return number.canConvertToLong() ? Long.toString(number.longValue()) : null;
		}
		if (!number.isDouble()) {
			return null;
		}
		double value = number.doubleValue();
		boolean integral = value == Math.rint(value) && value >= -LONG_LIMIT && value < LONG_LIMIT;
		return integral ? Long.toString((long) value) : null;
	}

}
