package dev.pennon.benchmarks.report;

import java.util.List;

/**
 * The rows of the table, with what must hold of Pennon against LaunchDarkly's SDK in the
 * same run. The name of a constant is that of its data.
 */
public enum Row {

	/** Fallthrough. */
	S1("boolean flag, fallthrough", Row.BOTH_THREADS, Limit.time(0.5), Limit.amount(Measure.ALLOCATION, 0)),

	/** Target. */
	S2("individual target in a list of 1,000", Row.BOTH_THREADS, Limit.time(0.5), Limit.amount(Measure.ALLOCATION, 0)),

	/** Rules, all clauses run. */
	S3a("5 rules of 2 clauses, only the last matches: all clauses run", Row.BOTH_THREADS, Limit.time(0.4),
			Limit.amount(Measure.ALLOCATION, 0)),

	/** Rules, first clauses fail. */
	S3b("5 rules of 2 clauses, only the last matches: first clauses fail", Row.BOTH_THREADS, Limit.time(0.4),
			Limit.amount(Measure.ALLOCATION, 0)),

	/** Rollout. */
	S4("percentage rollout", Row.BOTH_THREADS, Limit.time(0.6), Limit.amount(Measure.ALLOCATION, 0)),

	/** Rollout on fresh virtual threads. */
	S4v("percentage rollout, each call on a fresh virtual thread", 0),

	/** Segment. */
	S5("rule with a segment of 10,000 keys", Row.BOTH_THREADS, Limit.time(0.5), Limit.amount(Measure.ALLOCATION, 0)),

	/** Prerequisites. */
	S6("chain of 3 prerequisites", Row.BOTH_THREADS, Limit.time(0.4), Limit.amount(Measure.ALLOCATION, 0)),

	/** All flags. */
	S7("all flags of 1,000 for one context, serialised to JSON", 0, Limit.time(0.4),
			Limit.ratio(Measure.ALLOCATION, 0.3)),

	/** Events, one thread. */
	S8("S1 with events on, 1 thread", 0, Limit.time(0.25), Limit.amount(Measure.ALLOCATION, 1),
			Limit.amount(Measure.LOST, 0)),

	/** Events, two threads. */
	S8t("S1 with events on, 2 threads", 2, Limit.time(0.25), Limit.amount(Measure.ALLOCATION, 1),
			Limit.amount(Measure.LOST, 0)),

	/** Flags in Redis and in the cache. */
	S9h("Redis, cache of TTL mode: hit, flag as in S1", 0, Limit.time(0.5), Limit.amount(Measure.ALLOCATION, 0)),

	/** Small flags in Redis, no cache. */
	S9u("Redis, no cache: flag as in S1", 0, Limit.toFloor(Measure.TIME, 1.1, "hget")),

	/** Large segments in Redis, no cache. */
	S9s("Redis, no cache: flag and segment as in S5", 0, Limit.time(0.5), Limit.ratio(Measure.ALLOCATION, 0.3)),

	/** A full data set for Redis. */
	S9i("Redis: `init` with 10,000 flags and 1,000 segments, parsed before", 0, Limit.time(0.5)),

	/** Loading a file. */
	S10f("start with 10,000 flags and 1,000 segments, from file", 0, Limit.time(0.3),
			Limit.ratio(Measure.RETAINED, 0.5)),

	/** What loading a file allocates. */
	S10a("the same, on a heap that needs no collection", 0, Limit.ratio(Measure.ALLOCATED, 0.3)),

	/** Loading by polling. */
	S10p("the same, polling", 0, Limit.time(0.5), Limit.ratio(Measure.RETAINED, 0.5)),

	/** Loading by streaming. */
	S10s("the same, streaming", 0, Limit.time(0.5), Limit.ratio(Measure.RETAINED, 0.5)),

	/** A patch to one of 100 flags. */
	S11a("one patch to one flag of 100, with a listener", 0),

	/** A patch to one of 10,000 flags. */
	S11b("one patch to one flag of 10,000, with a listener", 0, Limit.time(0.05), Limit.ratio(Measure.ALLOCATION, 0.02),
			Limit.toOurs(Measure.TIME, 1.3, "S11a")),

	/** Membership in the cache. */
	S12c("big segment in Redis, membership cached", 0, Limit.time(1), Limit.ratio(Measure.ALLOCATION, 0.5)),

	/** Membership that is read each time. */
	S12u("big segment in Redis, membership not cached", 0, Limit.time(1), Limit.ratio(Measure.ALLOCATION, 0.5)),

	/** All kinds. */
	S13("S1 to S6 mixed at one call site", Row.BOTH_THREADS, Limit.time(0.5), Limit.amount(Measure.ALLOCATION, 0));

	/** First with one thread, then Pennon and the map lookup with two. */
	static final int BOTH_THREADS = -1;

	private final String work;

	private final int threads;

	private final List<Limit> limits;

	Row(String work, int threads, Limit... limits) {
		this.work = work;
		this.threads = threads;
		this.limits = List.of(limits);
	}

	String work() {
		return this.work;
	}

	/** How many threads measure. */
	int threads() {
		return Math.max(1, this.threads);
	}

	boolean isAlsoForTwoThreads() {
		return this.threads == BOTH_THREADS;
	}

	List<Limit> limits() {
		return this.limits;
	}

}
