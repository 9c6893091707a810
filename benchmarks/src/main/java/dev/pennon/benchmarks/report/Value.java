package dev.pennon.benchmarks.report;

import java.util.Locale;

/**
 * A measure of a peer in a row.
 *
 * @param measure what
 * @param score how much; of times the median of all iterations, which one that was
 * disturbed does not move
 * @param least that of the fastest iteration
 * @param most that of the slowest iteration
 * @param unit JMH's name of the unit
 */
record Value(Measure measure, double score, double least, double most, String unit) {

	/**
	 * Below this, JMH's division of what it cannot tell from nothing by the operations.
	 */
	private static final double LEAST_BYTES = 0.05;

	@Override
	public String toString() {
		return switch (this.measure) {
			case TIME -> "%s %s".formatted(number(this.score), this.unit.replace("/op", "").replace("us", "\u00b5s"));
			case LOST -> String.format(Locale.ROOT, "%.1f %%", 100 * this.score);
			default -> bytes(this.score);
		};
	}

	static Value of(Measure measure, double score, String unit) {
		return new Value(measure, score, score, score, unit);
	}

	static Value ofSamples(Measure measure, double[] sorted, String unit) {
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 0) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle];
		return new Value(measure, median, sorted[0], sorted[sorted.length - 1], unit);
	}

	String withRange() {
		return "%s (%s to %s)".formatted(toString(), number(this.least), number(this.most));
	}

	/** The score, where what cannot be told from nothing is nothing. */
	double effective() {
		return (this.measure == Measure.ALLOCATION && this.score < LEAST_BYTES) ? 0 : this.score;
	}

	private static String bytes(double bytes) {
		if (bytes < LEAST_BYTES) {
			return "0 B";
		}
		if (bytes >= 1_000_000) {
			return number(bytes / 1_000_000) + " MB";
		}
		return (bytes >= 10_000) ? number(bytes / 1000) + " kB" : number(bytes) + " B";
	}

	private static String number(double number) {
		int decimals = (number >= 100) ? 0 : (number >= 10) ? 1 : 2;
		return String.format(Locale.ROOT, "%." + decimals + "f", number);
	}

}
