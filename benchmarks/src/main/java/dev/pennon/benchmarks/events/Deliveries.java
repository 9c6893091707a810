package dev.pennon.benchmarks.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.report.Extras;
import dev.pennon.benchmarks.report.Measure;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Compares the evaluations that were made with those that were reported.
 */
@State(Scope.Benchmark)
public class Deliveries {

	private static final long STEP_MILLIS = 20;

	/** A client that has reported nothing for so long has nothing left to report. */
	private static final int QUIET_STEPS = 50;

	private final List<Asker> askers = new CopyOnWriteArrayList<>();

	private long madeBefore;

	private long deliveredBefore;

	void add(Asker asker) {
		this.askers.add(asker);
	}

	/**
	 * Lets a client report everything, and records which part of an iteration is lost.
	 */
	void settle(EventSink sink, Runnable flush) throws InterruptedException {
		long made = this.askers.stream().mapToLong((asker) -> asker.evaluations).sum();
		long delivered = sink.evaluations();
		for (int quiet = 0; quiet < QUIET_STEPS && delivered < made; quiet++) {
			flush.run();
			TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
			if (sink.evaluations() > delivered) {
				delivered = sink.evaluations();
				quiet = 0;
			}
		}
		Extras.record(Measure.LOST, 1 - (delivered - this.deliveredBefore) / (double) (made - this.madeBefore));
		this.madeBefore = made;
		this.deliveredBefore = delivered;
	}

}
