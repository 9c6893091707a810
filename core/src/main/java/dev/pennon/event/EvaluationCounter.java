package dev.pennon.event;

import java.time.InstantSource;
import java.util.List;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts the evaluations of one version of a flag for contexts of the same kinds, by
 * variation. Any thread counts, one at a time drains. The first evaluation after each
 * delivery leaves a note of when it was and which default it had; a volatile field
 * carries that, and the {@linkplain CounterCells cells} carry the rest.
 */
final class EvaluationCounter {

	private static final int NO_VARIATION_SLOT = 0;

	private final @Nullable Long version;

	private final long versionNumber;

	private final ContextKind[] kinds;

	private final List<JsonNode> variations;

	private final CounterCells cells;

	private volatile @Nullable FirstUse firstUse;

	private @Nullable JsonNode lastDefault;

	private int idleDeliveries;

	/**
	 * Creates a counter that has counted nothing.
	 * @param flag the flag, or null for one that does not exist
	 * @param context a context of the kinds to count for
	 */
	EvaluationCounter(@Nullable FeatureFlag flag, EvaluationContext context) {
		this.version = (flag != null) ? flag.version() : null;
		this.versionNumber = (flag != null) ? flag.version() : 0;
		this.kinds = kinds(context);
		this.variations = (flag != null) ? flag.variations() : List.of();
		this.cells = (flag != null) ? CounterCells.striped(this.variations.size() + 1) : CounterCells.single(1);
	}

	private static ContextKind[] kinds(EvaluationContext context) {
		ContextKind[] kinds = new ContextKind[context.individualCount()];
		for (int i = 0; i < kinds.length; i++) {
			kinds[i] = context.individual(i).kind();
		}
		return kinds;
	}

	/** Returns whether the flag exists. */
	boolean isKnown() {
		return this.version != null;
	}

	/** Returns whether this counts for a flag, or for its absence. */
	boolean isFor(@Nullable FeatureFlag flag) {
		if (flag == null || this.version == null) {
			return flag == null && this.version == null;
		}
		return flag.version() == this.versionNumber && flag.variations().size() == this.variations.size();
	}

	/** Returns whether this counts for contexts of these kinds. */
	boolean isFor(EvaluationContext context) {
		if (context.individualCount() != this.kinds.length) {
			return false;
		}
		for (int i = 0; i < this.kinds.length; i++) {
			if (!context.individual(i).kind().equals(this.kinds[i])) {
				return false;
			}
		}
		return true;
	}

	/** Returns whether this counts for the same version as another counter. */
	boolean isOfSameVersion(EvaluationCounter other) {
		return this.versionNumber == other.versionNumber;
	}

	/**
	 * Returns whether the default of a caller is known already, of all since a delivery.
	 */
	boolean hasDefault() {
		FirstUse use = this.firstUse;
		return use != null && use.defaultValue() != null;
	}

	/**
	 * Leaves a note of the first evaluation after a delivery.
	 * @param defaultValue the caller's default, or null for none
	 * @param clock dates the evaluation
	 */
	void note(@Nullable JsonNode defaultValue, InstantSource clock) {
		FirstUse use = this.firstUse;
		if (use == null || (use.defaultValue() == null && defaultValue != null)) {
			this.firstUse = new FirstUse((use != null) ? use.date() : clock.millis(), FrozenValue.of(defaultValue));
		}
	}

	/**
	 * Counts an evaluation.
	 * @param variation the place of the variation, or a negative number for none
	 * @return whether it counts; false if this counter is given up
	 */
	boolean count(int variation) {
		boolean exists = variation >= 0 && variation < this.variations.size();
		return this.cells.increment(exists ? variation + 1 : NO_VARIATION_SLOT);
	}

	/**
	 * Takes what was counted since the last time.
	 * @param key the key of the flag
	 * @param summary where to put it
	 * @param giveUp whether nothing counts here any more
	 * @return how many evaluations there were
	 */
	long drainTo(String key, Summary summary, boolean giveUp) {
		long[] counts = new long[this.cells.slots()];
		long total = 0;
		for (int slot = 0; slot < counts.length; slot++) {
			counts[slot] = giveUp ? this.cells.seal(slot) : this.cells.take(slot);
			total += counts[slot];
		}
		this.idleDeliveries = (total > 0) ? 0 : this.idleDeliveries + 1;
		if (total > 0) {
			add(counts, summary, summary.flag(key));
		}
		return total;
	}

	private void add(long[] counts, Summary summary, Summary.FlagSummary flag) {
		FirstUse use = this.firstUse;
		if (use != null) {
			this.lastDefault = use.defaultValue();
			summary.startsAt(use.date());
			this.firstUse = null;
		}
		flag.defaultValue(this.lastDefault);
		for (ContextKind kind : this.kinds) {
			flag.contextKinds().add(kind.value());
		}
		for (int slot = 0; slot < counts.length; slot++) {
			if (counts[slot] > 0) {
				JsonNode value = (slot == NO_VARIATION_SLOT) ? this.lastDefault : this.variations.get(slot - 1);
				flag.add(new Summary.CounterKey(this.version, slot - 1), value, counts[slot]);
			}
		}
	}

	/** Returns how many times in a row there was nothing to take. */
	int idleDeliveries() {
		return this.idleDeliveries;
	}

	/**
	 * The first evaluation after a delivery.
	 *
	 * @param date when it was, in milliseconds since the epoch
	 * @param defaultValue the caller's default, or null for none
	 */
	private record FirstUse(long date, @Nullable JsonNode defaultValue) {
	}

}
