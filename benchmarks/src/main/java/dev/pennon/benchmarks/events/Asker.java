package dev.pennon.benchmarks.events;

import dev.pennon.benchmarks.evaluation.Cursor;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A thread that evaluates, and counts that.
 */
@State(Scope.Thread)
public class Asker extends Cursor {

	/** Read by another thread only while JMH lets this one wait. */
	long evaluations;

	@Setup
	public void register(Deliveries deliveries) {
		deliveries.add(this);
	}

}
