package dev.pennon.evaluation;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Why an evaluation came to its result.
 *
 * @param kind the general reason
 * @param ruleIndex for {@link Kind#RULE_MATCH} the rule's place, from 0; else -1
 * @param ruleId for {@link Kind#RULE_MATCH} the rule's id, if it has one
 * @param prerequisiteKey for {@link Kind#PREREQUISITE_FAILED} the flag that failed
 * @param errorKind for {@link Kind#ERROR} what was wrong
 * @param inExperiment whether the result counts for an experiment
 * @param bigSegmentsStatus how far the answer can be trusted, if it depended on big
 * segments
 */
public record EvaluationReason(Kind kind, int ruleIndex, @Nullable String ruleId, @Nullable String prerequisiteKey,
		@Nullable ErrorKind errorKind, boolean inExperiment, @Nullable BigSegmentsStatus bigSegmentsStatus) {

	private static final int NO_RULE = -1;

	private static final EvaluationReason OFF = simple(Kind.OFF, false);

	private static final EvaluationReason FALLTHROUGH = simple(Kind.FALLTHROUGH, false);

	private static final EvaluationReason FALLTHROUGH_IN_EXPERIMENT = simple(Kind.FALLTHROUGH, true);

	private static final EvaluationReason TARGET_MATCH = simple(Kind.TARGET_MATCH, false);

	public EvaluationReason {
		Objects.requireNonNull(kind, "'kind' must not be null");
	}

	/**
	 * The flag is off.
	 * @return the reason
	 */
	public static EvaluationReason off() {
		return OFF;
	}

	/**
	 * No target and no rule matched.
	 * @param inExperiment whether the result counts for an experiment
	 * @return the reason
	 */
	public static EvaluationReason fallthrough(boolean inExperiment) {
		return inExperiment ? FALLTHROUGH_IN_EXPERIMENT : FALLTHROUGH;
	}

	/**
	 * The context was targeted by its key.
	 * @return the reason
	 */
	public static EvaluationReason targetMatch() {
		return TARGET_MATCH;
	}

	/**
	 * A rule matched.
	 * @param ruleIndex the rule's place, from 0
	 * @param ruleId the rule's id, if it has one
	 * @param inExperiment whether the result counts for an experiment
	 * @return the reason
	 */
	public static EvaluationReason ruleMatch(int ruleIndex, @Nullable String ruleId, boolean inExperiment) {
		return new EvaluationReason(Kind.RULE_MATCH, ruleIndex, ruleId, null, null, inExperiment, null);
	}

	/**
	 * A flag that this one depends on was off, missing, or gave another variation than
	 * the wanted one.
	 * @param prerequisiteKey the key of that flag
	 * @return the reason
	 */
	public static EvaluationReason prerequisiteFailed(String prerequisiteKey) {
		return new EvaluationReason(Kind.PREREQUISITE_FAILED, NO_RULE, null, prerequisiteKey, null, false, null);
	}

	/**
	 * The evaluation failed.
	 * @param errorKind what was wrong
	 * @return the reason
	 */
	public static EvaluationReason error(ErrorKind errorKind) {
		return new EvaluationReason(Kind.ERROR, NO_RULE, null, null, errorKind, false, null);
	}

	private static EvaluationReason simple(Kind kind, boolean inExperiment) {
		return new EvaluationReason(kind, NO_RULE, null, null, null, inExperiment, null);
	}

	/**
	 * Returns this reason with a status of big segments.
	 * @param status the status, or null for none
	 * @return the reason
	 */
	public EvaluationReason withBigSegmentsStatus(@Nullable BigSegmentsStatus status) {
		return new EvaluationReason(this.kind, this.ruleIndex, this.ruleId, this.prerequisiteKey, this.errorKind,
				this.inExperiment, status);
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case RULE_MATCH -> (this.ruleId != null) ? "RULE_MATCH(%d,%s)".formatted(this.ruleIndex, this.ruleId)
					: "RULE_MATCH(%d)".formatted(this.ruleIndex);
			case PREREQUISITE_FAILED -> "PREREQUISITE_FAILED(%s)".formatted(this.prerequisiteKey);
			case ERROR -> "ERROR(%s)".formatted(this.errorKind);
			default -> this.kind.name();
		};
	}

	/**
	 * The general reasons.
	 */
	public enum Kind {

		/** The flag is off. */
		OFF,

		/** No target and no rule matched. */
		FALLTHROUGH,

		/** The context was targeted by its key. */
		TARGET_MATCH,

		/** A rule matched. */
		RULE_MATCH,

		/** A flag that this one depends on did not give the wanted variation. */
		PREREQUISITE_FAILED,

		/** The evaluation failed. */
		ERROR

	}

}
