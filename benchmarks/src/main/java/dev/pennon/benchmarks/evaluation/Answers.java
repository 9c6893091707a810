package dev.pennon.benchmarks.evaluation;

import dev.pennon.benchmarks.data.FlagKind;
import dev.pennon.benchmarks.data.FlagWriter;
import dev.pennon.benchmarks.data.Subjects;

/**
 * Whether a peer does the work: it must give everybody {@code true} where a row says so,
 * and about half of the people where a rollout decides.
 */
final class Answers {

	private static final double TOLERANCE = 0.05;

	private Answers() {
	}

	static void check(EvaluationRow row, Question question) {
		int rollouts = 0;
		int granted = 0;
		for (int flag = 0; flag < FlagWriter.COUNT; flag++) {
			boolean rollout = row.kinds().get(flag % row.kinds().size()) == FlagKind.ROLLOUT;
			for (int subject = 0; subject < Subjects.COUNT; subject++) {
				boolean answer = question.ask(flag, subject);
				if (rollout) {
					rollouts++;
					granted += answer ? 1 : 0;
				}
				else if (!answer) {
					throw new IllegalStateException("Wrong answer for flag %d, subject %d".formatted(flag, subject));
				}
			}
		}
		if (Math.abs(granted - rollouts / 2.0) > TOLERANCE * rollouts) {
			throw new IllegalStateException("%d of %d is not half".formatted(granted, rollouts));
		}
	}

	/** Asks one peer. */
	@FunctionalInterface
	interface Question {

		boolean ask(int flag, int subject);

	}

}
