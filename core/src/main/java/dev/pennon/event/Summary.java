package dev.pennon.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How often each variation was evaluated between two deliveries. For one thread.
 */
final class Summary {

	private final Map<String, FlagSummary> flags = new LinkedHashMap<>();

	private long startDate = Long.MAX_VALUE;

	private final long endDate;

	/**
	 * Creates a summary without any evaluations.
	 * @param endDate milliseconds since the epoch; nothing later is counted
	 */
	Summary(long endDate) {
		this.endDate = endDate;
	}

	FlagSummary flag(String key) {
		return this.flags.computeIfAbsent(key, (name) -> new FlagSummary());
	}

	/** Takes note that evaluations are counted that began at some time. */
	void startsAt(long date) {
		this.startDate = Math.min(this.startDate, date);
	}

	boolean isEmpty() {
		return this.flags.isEmpty();
	}

	long startDate() {
		return Math.min(this.startDate, this.endDate);
	}

	long endDate() {
		return this.endDate;
	}

	Map<String, FlagSummary> flags() {
		return this.flags;
	}

	/**
	 * The evaluations of one flag.
	 */
	static final class FlagSummary {

		private final Map<CounterKey, Counter> counters = new LinkedHashMap<>();

		private final Set<String> contextKinds = new TreeSet<>();

		private @Nullable JsonNode defaultValue;

		void defaultValue(@Nullable JsonNode value) {
			if (this.defaultValue == null) {
				this.defaultValue = value;
			}
		}

		@Nullable JsonNode defaultValue() {
			return this.defaultValue;
		}

		Set<String> contextKinds() {
			return this.contextKinds;
		}

		void add(CounterKey key, @Nullable JsonNode value, long count) {
			this.counters.merge(key, new Counter(key, value, count), Counter::plus);
		}

		Collection<Counter> counters() {
			return this.counters.values();
		}

	}

	/**
	 * What is counted together.
	 *
	 * @param version the version of the flag, or null for an unknown flag
	 * @param variation the place of the variation, or -1 for none
	 */
	record CounterKey(@Nullable Long version, int variation) {
	}

	/**
	 * A number of evaluations.
	 *
	 * @param key what they have in common
	 * @param value what they gave
	 * @param count how many there were
	 */
	record Counter(CounterKey key, @Nullable JsonNode value, long count) {

		Counter plus(Counter other) {
			return new Counter(this.key, this.value, this.count + other.count);
		}

	}

}
