package dev.pennon.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.Ticker;
import dev.pennon.store.HealableFeatureStoreCore.Expectation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a reachable database was wiped, or restored from an older backup, and
 * writes back what is missing. If that happens again and again, someone else writes other
 * data to the same place; then it stops and says so.
 * <p>
 * Everything but the two flags belongs to the scheduler's thread.
 */
final class StoreHealer {

	private static final Logger logger = LoggerFactory.getLogger(StoreHealer.class);

	static final int MAXIMUM_HEALS = 3;

	static final Duration HEALS_WINDOW = Duration.ofMinutes(10);

	/** Longer than any merge takes; a healer that dies holds the others up no longer. */
	private static final Duration CLAIM_LIMIT = Duration.ofSeconds(30);

	private final HealableFeatureStoreCore core;

	private final Duration interval;

	private final StoreMemory memory;

	private final StoreWriter writer;

	private final StoreAvailability availability;

	private final StoreCounters counters;

	private final Ticker ticker;

	private final Scheduler scheduler;

	private final MemorySample sample;

	private final Deque<Long> heals = new ArrayDeque<>();

	private volatile boolean connected = true;

	private volatile boolean conflict;

	StoreHealer(HealableFeatureStoreCore core, Duration interval, StoreMemory memory, StoreWriter writer,
			StoreAvailability availability, StoreCounters counters, Ticker ticker, Scheduler scheduler) {
		this.core = core;
		this.interval = interval;
		this.memory = memory;
		this.writer = writer;
		this.availability = availability;
		this.counters = counters;
		this.ticker = ticker;
		this.scheduler = scheduler;
		this.sample = new MemorySample(memory);
	}

	void setConnected(boolean connected) {
		this.connected = connected;
	}

	boolean isInConflict() {
		return this.conflict;
	}

	void scheduleNext() {
		double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
		this.scheduler.schedule(Duration.ofNanos((long) (this.interval.toNanos() * jitter)), this::run);
	}

	private void run() {
		try {
			if (this.connected && !this.conflict && this.memory.isFull() && this.availability.isAcceptingWrites()) {
				look();
			}
		}
		catch (RuntimeException ex) {
			this.availability.failed(ex);
		}
		finally {
			scheduleNext();
		}
	}

	private void look() {
		if (holdsSample()) {
			return;
		}
		long now = this.ticker.nanos();
		this.heals.removeIf((time) -> now - time > HEALS_WINDOW.toNanos());
		if (this.heals.size() >= MAXIMUM_HEALS) {
			this.conflict = true;
			logger.error("The feature store has lost data {} times within {} minutes; healing stops. Somebody else "
					+ "writes other data under the same prefix, or empties the store: give each environment a prefix "
					+ "of its own", MAXIMUM_HEALS + 1, HEALS_WINDOW.toMinutes());
			return;
		}
		this.heals.add(now);
		if (this.core.tryBeginHealing(CLAIM_LIMIT)) {
			logger.warn("The feature store has lost data; writing back what is missing");
			this.memory.addAllUnwritten();
			this.writer.writeBack(() -> {
			});
			this.counters.heals.increment();
			this.core.endHealing();
		}
	}

	/** Whether the database holds a small part of what it should. */
	boolean holdsSample() {
		// An update that is on its way would look like a loss
		return this.writer.exclusively(() -> this.core.holdsInternal(this.sample.next()));
	}

	/**
	 * Picks a few items at a time, so that after enough of them each was picked.
	 */
	static final class MemorySample {

		private static final int SIZE = 16;

		private final StoreMemory memory;

		private final Map<VersionedDataKind<?>, Integer> positions = new HashMap<>();

		MemorySample(StoreMemory memory) {
			this.memory = memory;
		}

		Map<VersionedDataKind<?>, Expectation> next() {
			Map<VersionedDataKind<?>, Expectation> expected = new LinkedHashMap<>();
			InMemoryState state = this.memory.state();
			if (state != null) {
				for (VersionedDataKind<?> kind : state.kinds()) {
					Set<String> unwritten = this.memory.unwritten(kind);
					Map<String, Long> versions = versions(state, kind);
					versions.keySet().removeAll(unwritten);
					int count = Math.max(0, state.all(kind).size() - unwritten.size());
					expected.put(kind, new Expectation(count, versions));
				}
			}
			return expected;
		}

		private <T extends VersionedData> Map<String, Long> versions(InMemoryState state, VersionedDataKind<T> kind) {
			Map<String, Long> versions = new HashMap<>();
			Map<String, T> items = state.all(kind);
			int start = this.positions.getOrDefault(kind, 0);
			int from = (start < items.size()) ? start : 0;
			items.values().stream().skip(from).limit(SIZE).forEach((item) -> versions.put(item.key(), item.version()));
			for (String key : this.memory.recentlyChanged(kind)) {
				T item = state.known(kind, key);
				if (item != null) {
					versions.put(key, item.version());
				}
			}
			this.positions.put(kind, from + SIZE);
			return versions;
		}

	}

}
