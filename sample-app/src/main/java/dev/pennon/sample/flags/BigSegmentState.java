package dev.pennon.sample.flags;

import dev.pennon.bigsegment.BigSegmentStoreObservation;
import org.jspecify.annotations.Nullable;

/**
 * The state of the big segment store as the page shows it.
 *
 * @param state the state in short
 * @param style which of the page's styles for states fits
 * @param explanation what it means
 */
record BigSegmentState(String state, String style, String explanation) {

	/**
	 * Describes a store.
	 * @param configured whether there is one
	 * @param observation what the last poll has seen, or null if there was none
	 */
	static BigSegmentState of(boolean configured, @Nullable BigSegmentStoreObservation observation) {
		if (!configured) {
			return new BigSegmentState("NOT CONFIGURED", "off", "Start with the profile \"redis\".");
		}
		if (observation == null) {
			return new BigSegmentState("NOT ASKED YET", "initializing", "");
		}
		if (!observation.status().available()) {
			return new BigSegmentState("UNAVAILABLE", "off", String.valueOf(observation.lastError()));
		}
		String lastUpdate = (observation.lastUpToDate() != null) ? "Last up to date " + observation.lastUpToDate()
				: "Never filled";
		return observation.status().stale() ? new BigSegmentState("STALE", "interrupted", lastUpdate)
				: new BigSegmentState("UP TO DATE", "valid", lastUpdate);
	}

}
