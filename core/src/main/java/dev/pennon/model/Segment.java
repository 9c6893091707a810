package dev.pennon.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.collection.KeySet;
import org.jspecify.annotations.Nullable;

/**
 * A set of contexts that the rules of flags can ask for, or the tombstone of one.
 * Immutable.
 */
public final class Segment extends CompiledItem {

	private final KeySet includedUsers;

	private final @Nullable SegmentTarget firstIncluded;

	private final KeySet excludedUsers;

	private final @Nullable SegmentTarget firstExcluded;

	private final @Nullable SegmentRule firstRule;

	private final boolean nested;

	private final boolean unbounded;

	private final ContextKind unboundedContextKind;

	private final @Nullable String bigSegmentReference;

	Segment(SegmentProperties properties) {
		super(properties);
		this.includedUsers = properties.included;
		this.firstIncluded = SegmentProperties.first(properties.includedContexts);
		this.excludedUsers = properties.excluded;
		this.firstExcluded = SegmentProperties.first(properties.excludedContexts);
		this.firstRule = properties.firstRule();
		this.nested = asksForSegments(this.firstRule);
		this.unbounded = properties.unbounded;
		this.unboundedContextKind = properties.unboundedContextKind;
		this.bigSegmentReference = (properties.unbounded && properties.generation != null)
				? evaluationKey() + ".g" + properties.generation : null;
	}

	private static boolean asksForSegments(@Nullable SegmentRule firstRule) {
		for (SegmentRule rule = firstRule; rule != null; rule = rule.next()) {
			for (Clause clause = rule.firstClause(); clause != null; clause = clause.next()) {
				if (clause.isSegmentMatch()) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns the users that are part of the segment because of their key.
	 * @return their keys
	 */
	public KeySet includedUsers() {
		return this.includedUsers;
	}

	/**
	 * Returns the contexts that are part of the segment because of their key, besides the
	 * {@link #includedUsers}.
	 * @return the ones that are checked first, or null for none
	 */
	public @Nullable SegmentTarget firstIncluded() {
		return this.firstIncluded;
	}

	/**
	 * Returns the users that are not part of the segment, unless they are included.
	 * @return their keys
	 */
	public KeySet excludedUsers() {
		return this.excludedUsers;
	}

	/**
	 * Returns the contexts that are not part of the segment, unless they are included,
	 * besides the {@link #excludedUsers}.
	 * @return the ones that are checked first, or null for none
	 */
	public @Nullable SegmentTarget firstExcluded() {
		return this.firstExcluded;
	}

	/**
	 * Returns the rule that is checked first.
	 * @return the rule, or null if there is none
	 */
	public @Nullable SegmentRule firstRule() {
		return this.firstRule;
	}

	/**
	 * Returns the rules as a list, which is made for the call.
	 * @return an unmodifiable list, in the order in which they are checked
	 */
	public List<SegmentRule> rules() {
		return Chain.toList(this.firstRule, SegmentRule::next);
	}

	/**
	 * Returns whether a rule asks for other segments.
	 * @return whether this segment depends on others
	 */
	public boolean isNested() {
		return this.nested;
	}

	/**
	 * Returns the keys of the segments that the rules ask for.
	 * @return a set of storage keys
	 */
	public Set<String> segmentKeys() {
		Set<String> keys = Set.of();
		for (SegmentRule rule = this.firstRule; rule != null; rule = rule.next()) {
			for (Clause clause = rule.firstClause(); clause != null; clause = clause.next()) {
				if (clause.isSegmentMatch()) {
					keys = keys.isEmpty() ? new LinkedHashSet<>() : keys;
					keys.addAll(clause.segmentKeys());
				}
			}
		}
		return keys;
	}

	/**
	 * Returns whether this is a big segment, whose members are in a store of their own.
	 * Its included and excluded contexts then have no meaning.
	 * @return whether the segment is unbounded
	 */
	public boolean isUnbounded() {
		return this.unbounded;
	}

	/**
	 * Returns the kind of the contexts whose membership of a big segment is stored.
	 * @return the kind
	 */
	public ContextKind unboundedContextKind() {
		return this.unboundedContextKind;
	}

	/**
	 * Returns how the store of big segments names this segment.
	 * @return key and generation, or null if this is no big segment or has no generation
	 * and so cannot be asked for
	 */
	public @Nullable String bigSegmentReference() {
		return this.bigSegmentReference;
	}

}
