package dev.pennon.benchmarks.evaluation;

import java.util.List;

import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.FlagKind;
import dev.pennon.benchmarks.data.FlagWriter;

/**
 * A row in which one flag is evaluated for one context.
 */
public enum EvaluationRow {

	/** Fallthrough. */
	S1(FlagKind.FALLTHROUGH),

	/** Target. */
	S2(FlagKind.TARGET),

	/** Rules, all clauses run. */
	S3a(FlagKind.RULES_ALL_CLAUSES),

	/** Rules, first clauses fail. */
	S3b(FlagKind.RULES_FIRST_CLAUSE_FAILS),

	/** Rollout. */
	S4(FlagKind.ROLLOUT),

	/** Rollout on fresh virtual threads. */
	S4v(FlagKind.ROLLOUT),

	/** Segment. */
	S5(FlagKind.SEGMENT),

	/** Prerequisites. */
	S6(FlagKind.PREREQUISITES),

	/** All of them at one call site. */
	S13(FlagKind.FALLTHROUGH, FlagKind.TARGET, FlagKind.RULES_ALL_CLAUSES, FlagKind.RULES_FIRST_CLAUSE_FAILS,
			FlagKind.ROLLOUT, FlagKind.SEGMENT, FlagKind.PREREQUISITES);

	private final List<FlagKind> kinds;

	EvaluationRow(FlagKind... kinds) {
		this.kinds = List.of(kinds);
	}

	/**
	 * Returns the kinds of the flags.
	 * @return the kinds, of which the flags are in turns
	 */
	public List<FlagKind> kinds() {
		return this.kinds;
	}

	/**
	 * Writes the flags.
	 * @return at least 100
	 */
	public FlagData flags() {
		return FlagWriter.write(FlagWriter.COUNT, this.kinds);
	}

}
