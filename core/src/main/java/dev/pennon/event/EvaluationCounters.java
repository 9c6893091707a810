package dev.pennon.event;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.context.EvaluationContext;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts all evaluations for the summaries, on the threads that evaluate. After the first
 * evaluation of a flag there is no clock, no lock and no object to be made: one look into
 * a concurrent map and one atomic addition. Whatever is counted is drained exactly once,
 * also while flags change and counters come and go.
 */
final class EvaluationCounters {

	/** Unknown flags that are counted between two deliveries. */
	static final int MAX_UNKNOWN_FLAGS = 1_000;

	/** Deliveries without an evaluation after which a counter is given up. */
	static final int MAX_IDLE_DELIVERIES = 60;

	/**
	 * Versions of a flag and combinations of context kinds that are told apart. More than
	 * that is only possible if kinds are made up, and then they are not told.
	 */
	private static final int MAX_COUNTERS_OF_A_FLAG = 64;

	private static final EvaluationCounter[] NONE = {};

	private final Map<String, EvaluationCounter[]> counters = new ConcurrentHashMap<>();

	private final AtomicInteger unknownFlags = new AtomicInteger();

	private final LongAdder uncounted = new LongAdder();

	private final LongAdder drained = new LongAdder();

	private final InstantSource clock;

	EvaluationCounters(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Counts an evaluation of a flag if that takes no knowledge of the caller's default.
	 * @param flag the flag
	 * @param context whom it was evaluated for
	 * @param variation the place of the variation, or a negative number for none
	 * @return whether it is counted; false for the first one after each delivery
	 */
	boolean count(FeatureFlag flag, EvaluationContext context, int variation) {
		EvaluationCounter[] known = this.counters.get(flag.evaluationKey());
		EvaluationCounter counter = (known != null) ? find(known, flag, context) : null;
		return counter != null && counter.hasDefault() && counter.count(variation);
	}

	/**
	 * Counts an evaluation.
	 * @param key the key that events use for the flag
	 * @param flag the flag, or null if it does not exist
	 * @param context whom it was evaluated for
	 * @param variation the place of the variation, or a negative number for none
	 * @param defaultValue the caller's default, or null for none
	 */
	void count(String key, @Nullable FeatureFlag flag, EvaluationContext context, int variation,
			@Nullable JsonNode defaultValue) {
		EvaluationCounter counter;
		do {
			counter = find(key, flag, context);
			if (counter == null) {
				this.uncounted.increment();
				return;
			}
			counter.note(defaultValue, this.clock);
		}
		while (!counter.count(variation));
	}

	private @Nullable EvaluationCounter find(String key, @Nullable FeatureFlag flag, EvaluationContext context) {
		EvaluationCounter[] known = this.counters.get(key);
		EvaluationCounter counter = (known != null) ? find(known, flag, context) : null;
		if (counter != null) {
			return counter;
		}
		if (flag == null && this.unknownFlags.get() >= MAX_UNKNOWN_FLAGS) {
			return null;
		}
		return find(this.counters.compute(key, (name, present) -> with(present, flag, context)), flag, context);
	}

	private static @Nullable EvaluationCounter find(EvaluationCounter[] counters, @Nullable FeatureFlag flag,
			EvaluationContext context) {
		EvaluationCounter ofOtherKinds = null;
		// The newest version is the last one, and the one that is evaluated
		for (int i = counters.length - 1; i >= 0; i--) {
			EvaluationCounter counter = counters[i];
			if (counter.isFor(flag)) {
				if (counter.isFor(context)) {
					return counter;
				}
				ofOtherKinds = counter;
			}
		}
		return (counters.length >= MAX_COUNTERS_OF_A_FLAG) ? ofOtherKinds : null;
	}

	private EvaluationCounter[] with(EvaluationCounter @Nullable [] present, @Nullable FeatureFlag flag,
			EvaluationContext context) {
		EvaluationCounter[] counters = (present != null) ? present : NONE;
		if (find(counters, flag, context) != null) {
			return counters;
		}
		if (flag == null) {
			this.unknownFlags.incrementAndGet();
		}
		EvaluationCounter[] more = Arrays.copyOf(counters, counters.length + 1);
		more[counters.length] = new EvaluationCounter(flag, context);
		return more;
	}

	/**
	 * Takes what was counted since the last time. Called by one thread at a time.
	 * @return the summary, which may be empty
	 */
	Summary drain() {
		Summary summary = new Summary(this.clock.millis());
		for (Map.Entry<String, EvaluationCounter[]> entry : this.counters.entrySet()) {
			EvaluationCounter[] present = entry.getValue();
			boolean expired = false;
			for (EvaluationCounter counter : present) {
				this.drained.add(counter.drainTo(entry.getKey(), summary, false));
				expired |= isExpired(counter, present);
			}
			if (expired) {
				this.counters.computeIfPresent(entry.getKey(), (key, current) -> withoutExpired(key, current, summary));
			}
		}
		return summary;
	}

	// Unknown flags make room for others each time, and versions for newer ones
	private static boolean isExpired(EvaluationCounter counter, EvaluationCounter[] all) {
		int idle = counter.idleDeliveries();
		boolean superseded = idle > 0 && !counter.isOfSameVersion(all[all.length - 1]);
		return !counter.isKnown() || superseded || idle > MAX_IDLE_DELIVERIES;
	}

	private EvaluationCounter @Nullable [] withoutExpired(String key, EvaluationCounter[] present, Summary summary) {
		EvaluationCounter[] left = new EvaluationCounter[present.length];
		int count = 0;
		for (EvaluationCounter counter : present) {
			if (isExpired(counter, present)) {
				this.drained.add(counter.drainTo(key, summary, true));
				if (!counter.isKnown()) {
					this.unknownFlags.decrementAndGet();
				}
			}
			else {
				left[count++] = counter;
			}
		}
		return (count > 0) ? Arrays.copyOf(left, count) : null;
	}

	/** Returns how many evaluations of unknown flags there was no room for. */
	long uncounted() {
		return this.uncounted.sum();
	}

	/** Returns how many evaluations have been drained. */
	long drained() {
		return this.drained.sum();
	}

	/**
	 * Returns how many versions of flags are being counted, each as often as there are
	 * combinations of context kinds.
	 */
	int size() {
		return this.counters.values().stream().mapToInt((counters) -> counters.length).sum();
	}

}
