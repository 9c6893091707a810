package dev.pennon.internal.evaluator;

import java.util.concurrent.atomic.LongAdder;

import dev.pennon.bigsegment.BigSegmentQuery;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates flags. Takes no lock and reads no clock. Results are the flag's own prebuilt
 * instances, so that an evaluation without big segments and without an error allocates
 * nothing. Safe for use by any number of threads.
 */
public final class Evaluator {

	private static final EvaluationDetail<@Nullable JsonNode> MALFORMED = failure(ErrorKind.MALFORMED_FLAG);

	private static final EvaluationDetail<@Nullable JsonNode> FAILED = failure(ErrorKind.EXCEPTION);

	private final LongAdder abandonedPatterns = new LongAdder();

	private final FlagEvaluation flags = new FlagEvaluation(this.abandonedPatterns);

	private final StatePool states;

	private final EvaluationFailures failures;

	/**
	 * Creates an evaluator that writes each failure to the log.
	 * @param bigSegments how to ask about big segments, or null if no store of them is
	 * configured
	 */
	public Evaluator(@Nullable BigSegmentQuery bigSegments) {
		this(bigSegments, new LoggedFailures());
	}

	/**
	 * Creates an evaluator.
	 * @param bigSegments how to ask about big segments, or null if no store of them is
	 * configured
	 * @param failures hears of what goes wrong
	 */
	public Evaluator(@Nullable BigSegmentQuery bigSegments, EvaluationFailures failures) {
		this.failures = failures;
		this.states = new StatePool((slot) -> new EvaluationState(bigSegments, slot));
	}

	/**
	 * Evaluates a flag. Never throws: what fails gives an error as its result.
	 * @param flag the flag
	 * @param context a valid context
	 * @param view where prerequisites and segments are read
	 * @param listener hears of the prerequisites that are evaluated, or null
	 * @return the result; without a variation the value is null and the index is
	 * {@link EvaluationDetail#NO_VARIATION}, while a variation that is null has the null
	 * node as its value; the value cannot be modified
	 */
	public EvaluationDetail<@Nullable JsonNode> evaluate(FeatureFlag flag, EvaluationContext context,
			ReadOnlyStore view, @Nullable PrerequisiteListener listener) {
		try {
			return flag.isSelfContained() ? this.flags.evaluate(flag, context, view, null)
					: evaluateWithState(flag, context, view, listener);
		}
		catch (MalformedFlagException ex) {
			this.failures.malformed(flag, String.valueOf(ex.getMessage()));
			return MALFORMED;
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			this.failures.failed(flag, ex);
			return FAILED;
		}
	}

	/**
	 * Returns whether an evaluation was given up halfway. One that came to a variation
	 * that the flag does not have was not.
	 * @param result the result of an evaluation
	 * @return whether {@link EvaluationFailures} heard of it
	 */
	// These two results are given to nothing but an evaluation that was given up
	@SuppressWarnings("ReferenceEquality")
	public static boolean isAborted(EvaluationDetail<@Nullable JsonNode> result) {
		return result == MALFORMED || result == FAILED;
	}

	/** A state whose evaluation was aborted is not used again. */
	private EvaluationDetail<@Nullable JsonNode> evaluateWithState(FeatureFlag flag, EvaluationContext context,
			ReadOnlyStore view, @Nullable PrerequisiteListener listener) {
		EvaluationState state = this.states.take();
		boolean aborted = true;
		try {
			state.begin(listener);
			EvaluationDetail<@Nullable JsonNode> detail = state.end(this.flags.evaluate(flag, context, view, state));
			aborted = false;
			return detail;
		}
		finally {
			if (aborted) {
				this.states.discard(state);
			}
			else {
				this.states.giveBack(state);
			}
		}
	}

	// NullAway reads a type argument's nullness in the newer JDK's build only
	@SuppressWarnings("NullAway")
	private static EvaluationDetail<@Nullable JsonNode> failure(ErrorKind kind) {
		return new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, EvaluationReason.error(kind));
	}

	/**
	 * Returns how often a regular expression was given up because it took too long or the
	 * text was too long. Each counted as no match.
	 * @return the number since this evaluator was created
	 */
	public long abandonedPatterns() {
		return this.abandonedPatterns.sum();
	}

}
