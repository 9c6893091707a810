package dev.pennon.load;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one load cost.
 *
 * @param cpuNanos CPU time of the thread that loaded
 * @param wallNanos time until the first answer
 * @param retainedBytes heap that is in use beyond what was before
 */
record Cost(long cpuNanos, long wallNanos, long retainedBytes) {

	static long median(List<Cost> costs, ToLongFunction<Cost> part) {
		long[] sorted = sorted(costs, part);
		return sorted[sorted.length / 2];
	}

	static long least(List<Cost> costs, ToLongFunction<Cost> part) {
		return sorted(costs, part)[0];
	}

	static long greatest(List<Cost> costs, ToLongFunction<Cost> part) {
		return sorted(costs, part)[costs.size() - 1];
	}

	private static long[] sorted(List<Cost> costs, ToLongFunction<Cost> part) {
		return costs.stream().mapToLong(part).sorted().toArray();
	}

}
