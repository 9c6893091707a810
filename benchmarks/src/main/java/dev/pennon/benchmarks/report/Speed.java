package dev.pennon.benchmarks.report;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long is measured.
 */
enum Speed {

	/** Enough for ratios that hold from run to run. */
	FULL(1, 4, 10, 250),

	/** Enough to see whether everything works, and differences of half. */
	QUICK(1, 2, 2, 250);

	private static final int LONGER = 4;

	private final int forks;

	private final int warmUps;

	private final int iterations;

	private final int milliseconds;

	Speed(int forks, int warmUps, int iterations, int milliseconds) {
		this.forks = forks;
		this.warmUps = warmUps;
		this.iterations = iterations;
		this.milliseconds = milliseconds;
	}

	/**
	 * Sets how long is measured. What no limit depends on is measured in one process
	 * only. An evaluation is compiled by the time when its answers have been checked;
	 * other work takes longer to warm up.
	 */
	void apply(ChainedOptionsBuilder options, boolean limited, boolean evaluation) {
		TimeValue time = TimeValue.milliseconds(this.milliseconds);
		options.forks(limited ? this.forks : 1)
			.warmupIterations(evaluation ? this.warmUps : LONGER * this.warmUps)
			.warmupTime(time)
			.measurementIterations(this.iterations)
			.measurementTime(time);
	}

	/** As {@link #apply}, where one iteration is one operation. */
	void applySingleShots(ChainedOptionsBuilder options) {
		boolean full = this == FULL;
		options.forks(1).warmupIterations(full ? 5 : 1).measurementIterations(full ? 5 : 1);
	}

}
