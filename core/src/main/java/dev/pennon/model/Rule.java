package dev.pennon.model;

import java.util.List;

/**
 * A rule of a flag. It matches if all its clauses do.
 */
public final class Rule {

	private final List<Clause> clauses;

	private final VariationOrRollout outcome;

	private final boolean trackEvents;

	Rule(List<Clause> clauses, VariationOrRollout outcome, boolean trackEvents) {
		this.clauses = clauses;
		this.outcome = outcome;
		this.trackEvents = trackEvents;
	}

	/**
	 * Returns the clauses.
	 * @return an unmodifiable list; if it is empty the rule matches everything
	 */
	public List<Clause> clauses() {
		return this.clauses;
	}

	boolean asksForSegments() {
		for (Clause clause : this.clauses) {
			if (clause.isSegmentMatch()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns what the rule gives to what it matches.
	 * @return the outcome
	 */
	public VariationOrRollout outcome() {
		return this.outcome;
	}

	/**
	 * Returns whether every evaluation that this rule decides makes a full event.
	 * @return whether to track
	 */
	public boolean isTrackEvents() {
		return this.trackEvents;
	}

}
