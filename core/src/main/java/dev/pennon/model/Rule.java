package dev.pennon.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A rule of a flag. It matches if all its clauses do.
 */
public final class Rule {

	private final @Nullable Clause firstClause;

	private final VariationOrRollout outcome;

	private final boolean trackEvents;

	private final @Nullable Rule next;

	Rule(@Nullable Clause firstClause, VariationOrRollout outcome, boolean trackEvents, @Nullable Rule next) {
		this.firstClause = firstClause;
		this.outcome = outcome;
		this.trackEvents = trackEvents;
		this.next = next;
	}

	/**
	 * Returns the clause that is checked first.
	 * @return the clause, or null if there is none and the rule matches everything
	 */
	public @Nullable Clause firstClause() {
		return this.firstClause;
	}

	/**
	 * Returns the clauses as a list, which is made for the call.
	 * @return an unmodifiable list; if it is empty the rule matches everything
	 */
	public List<Clause> clauses() {
		return Chain.toList(this.firstClause, Clause::next);
	}

	/**
	 * Returns the rule that is checked next.
	 * @return the rule, or null if this is the last
	 */
	public @Nullable Rule next() {
		return this.next;
	}

	boolean asksForSegments() {
		for (Clause clause = this.firstClause; clause != null; clause = clause.next()) {
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
