package dev.pennon.benchmarks.report;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long is measured.
 */
enum Speed {

	/** Enough for ratios that hold from run to run. */
	FULL(2, 4, 5, 250, 5, 3),

	/** Enough to see whether everything works, and differences of half. */
	QUICK(1, 2, 2, 250, 1, 1);

	private static final int LONGER = 4;

	private final int rounds;

	private final int warmUps;

	private final int iterations;

	private final int milliseconds;

	private final int singleWarmUps;

	private final int singleShots;

	Speed(int rounds, int warmUps, int iterations, int milliseconds, int singleWarmUps, int singleShots) {
		this.rounds = rounds;
		this.warmUps = warmUps;
		this.iterations = iterations;
		this.milliseconds = milliseconds;
		this.singleWarmUps = singleWarmUps;
		this.singleShots = singleShots;
	}

	/**
	 * In how many processes each peer is measured that a limit depends on. The peers take
	 * turns, so that what slows the machine down for a while slows all of them down, and
	 * an unlucky choice of the compiler in one process is no more than its share.
	 */
	int rounds() {
		return this.rounds;
	}

	/**
	 * Sets how long one process measures. An evaluation by one thread is compiled soon
	 * after its answers have been checked; other work, and threads on all processors,
	 * which leave little to the compiler, take longer to warm up.
	 */
	void apply(ChainedOptionsBuilder options, boolean warm) {
		TimeValue time = TimeValue.milliseconds(this.milliseconds);
		options.warmupIterations(warm ? this.warmUps : LONGER * this.warmUps)
			.warmupTime(time)
			.measurementIterations(this.iterations)
			.measurementTime(time);
	}

	/** As {@link #apply}, where one iteration is one operation. */
	void applySingleShots(ChainedOptionsBuilder options) {
		options.warmupIterations(this.singleWarmUps).measurementIterations(this.singleShots);
	}

}
