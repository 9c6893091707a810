package dev.pennon.store;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts for {@link StoreStatistics}. Counting takes no lock and allocates nothing.
 */
final class StoreCounters {

	final LongAdder hits = new LongAdder();

	final LongAdder misses = new LongAdder();

	final LongAdder loads = new LongAdder();

	final LongAdder writes = new LongAdder();

	final LongAdder staleAnswers = new LongAdder();

	final LongAdder unavailableFailures = new LongAdder();

	final LongAdder refusedWrites = new LongAdder();

	final LongAdder refusedReads = new LongAdder();

	final LongAdder invalidItems = new LongAdder();

	final LongAdder heals = new LongAdder();

	StoreStatistics snapshot() {
		return new StoreStatistics(this.hits.sum(), this.misses.sum(), this.loads.sum(), this.writes.sum(),
				this.staleAnswers.sum(), this.unavailableFailures.sum(), this.refusedWrites.sum(),
				this.refusedReads.sum(), this.invalidItems.sum(), this.heals.sum());
	}

}
