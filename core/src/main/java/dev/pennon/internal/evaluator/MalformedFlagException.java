package dev.pennon.internal.evaluator;

/**
 * The data contradicts itself in a way that ends the whole evaluation. Flags like that
 * are evaluated as often as others, so that the instances are made once and have no stack
 * trace.
 */
@SuppressWarnings("StaticAssignmentOfThrowable")
final class MalformedFlagException extends RuntimeException {

	static final MalformedFlagException BAD_ATTRIBUTE = new MalformedFlagException(
			"a clause has no valid attribute reference");

	static final MalformedFlagException CYCLE = new MalformedFlagException(
			"prerequisites or segments depend on themselves");

	static final MalformedFlagException TOO_DEEP = new MalformedFlagException(
			"prerequisites or segments are nested deeper than %d levels".formatted(KeyPath.MAX_DEPTH));

	private MalformedFlagException(String message) {
		super(message, null, false, false);
	}

}
