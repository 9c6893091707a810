package dev.pennon.benchmarks.report;

/**
 * What is measured.
 */
public enum Measure {

	/** Time per operation, in the benchmark's unit. */
	TIME("time", ""),

	/** Bytes allocated by all threads per operation. */
	ALLOCATION("allocation", "gc.alloc.rate.norm"),

	/** Bytes allocated while loading once. */
	ALLOCATED("allocated", "allocated"),

	/** Bytes of the heap that a client keeps. */
	RETAINED("retained", "retained"),

	/** Evaluations that were made and never counted by whoever receives the events. */
	LOST("lost", "lost");

	private final String label;

	private final String metric;

	Measure(String label, String metric) {
		this.label = label;
		this.metric = metric;
	}

	String label() {
		return this.label;
	}

	/** The name in JMH's results; empty for the score itself. */
	String metric() {
		return this.metric;
	}

}
