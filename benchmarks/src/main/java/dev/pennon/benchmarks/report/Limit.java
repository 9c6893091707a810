package dev.pennon.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What must hold of Pennon in a row.
 *
 * @param measure what is limited
 * @param atMost how much it may be
 * @param reference whose measure it is a multiple of: the name of a benchmark method; or
 * null if it is an amount of its own
 * @param row the row of the reference; null for the same one
 */
public record Limit(Measure measure, double atMost, @Nullable String reference, @Nullable String row) {

	/** The name of our method in each row. */
	static final String OURS = "pennon";

	static final String LAUNCH_DARKLY = "launchDarkly";

	static Limit time(double ratio) {
		return ratio(Measure.TIME, ratio);
	}

	static Limit ratio(Measure measure, double ratio) {
		return new Limit(measure, ratio, LAUNCH_DARKLY, null);
	}

	static Limit toFloor(Measure measure, double ratio, String floor) {
		return new Limit(measure, ratio, floor, null);
	}

	static Limit toOurs(Measure measure, double ratio, String row) {
		return new Limit(measure, ratio, OURS, row);
	}

	static Limit amount(Measure measure, double amount) {
		return new Limit(measure, amount, null, null);
	}

}
