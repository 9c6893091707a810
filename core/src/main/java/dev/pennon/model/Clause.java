package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One condition of a rule: an attribute compared with values, or membership of segments.
 */
public final class Clause {

	private static final String KIND = "kind";

	private final ContextKind contextKind;

	private final @Nullable AttributeReference attribute;

	private final @Nullable ValueMatcher matcher;

	// Nearly always the only one, and read without a list in between; see Chain
	private final @Nullable String firstSegmentKey;

	private final List<String> otherSegmentKeys;

	private final boolean negated;

	private final boolean aboutValue;

	private final @Nullable Clause next;

	private Clause(ContextKind contextKind, @Nullable AttributeReference attribute, @Nullable ValueMatcher matcher,
			@Nullable String firstSegmentKey, List<String> otherSegmentKeys, boolean negated, @Nullable Clause next) {
		this.contextKind = contextKind;
		this.attribute = attribute;
		this.matcher = matcher;
		this.firstSegmentKey = firstSegmentKey;
		this.otherSegmentKeys = otherSegmentKeys;
		this.negated = negated;
		this.aboutValue = attribute != null && !(attribute.depth() == 1 && KIND.equals(attribute.component(0)));
		this.next = next;
	}

	static Clause ofSegments(List<String> segmentKeys, boolean negated) {
		String first = segmentKeys.isEmpty() ? null : segmentKeys.get(0);
		List<String> others = (segmentKeys.size() > 1) ? List.copyOf(segmentKeys.subList(1, segmentKeys.size()))
				: List.of();
		return new Clause(ContextKind.USER, null, null, first, others, negated, null);
	}

	static Clause ofAttribute(ContextKind contextKind, @Nullable AttributeReference attribute, ValueMatcher matcher,
			boolean negated) {
		boolean usable = attribute != null && attribute.isValid();
		return new Clause(contextKind, usable ? attribute : null, matcher, null, List.of(), negated, null);
	}

	/**
	 * Chains clauses.
	 * @param clauses the clauses, each without a next one
	 * @return the first one, or null if there is none
	 */
	static @Nullable Clause chain(List<Clause> clauses) {
		Clause first = null;
		for (int i = clauses.size() - 1; i >= 0; i--) {
			first = clauses.get(i).before(first);
		}
		return first;
	}

	private Clause before(@Nullable Clause next) {
		return (next != null) ? new Clause(this.contextKind, this.attribute, this.matcher, this.firstSegmentKey,
				this.otherSegmentKeys, this.negated, next) : this;
	}

	/**
	 * Returns the clause that is checked next.
	 * @return the clause, or null if this is the last
	 */
	public @Nullable Clause next() {
		return this.next;
	}

	/**
	 * Returns whether the clause asks for segments rather than for an attribute.
	 * @return whether this is about segments
	 */
	public boolean isSegmentMatch() {
		return this.matcher == null;
	}

	/**
	 * Returns the segment that the clause asks for first.
	 * @return a storage key, or null if the clause is about an attribute or names no
	 * segment
	 */
	public @Nullable String firstSegmentKey() {
		return this.firstSegmentKey;
	}

	/**
	 * Returns the segments that the clause asks for after the first one.
	 * @return an unmodifiable list of storage keys
	 */
	public List<String> otherSegmentKeys() {
		return this.otherSegmentKeys;
	}

	/**
	 * Returns all segments that the clause asks for as a list, which is made for the
	 * call.
	 * @return a list of storage keys; empty for a clause about an attribute
	 */
	public List<String> segmentKeys() {
		List<String> keys = new ArrayList<>();
		if (this.firstSegmentKey != null) {
			keys.add(this.firstSegmentKey);
			keys.addAll(this.otherSegmentKeys);
		}
		return keys;
	}

	/**
	 * Returns whether the outcome is inverted.
	 * @return whether the clause is negated
	 */
	public boolean isNegated() {
		return this.negated;
	}

	/**
	 * Returns the kind of the individual context that has the attribute.
	 * @return the kind
	 */
	public ContextKind contextKind() {
		return this.contextKind;
	}

	/**
	 * Returns the attribute.
	 * @return a valid reference, or null if the clause is about segments or is malformed
	 */
	public @Nullable AttributeReference attribute() {
		return this.attribute;
	}

	/**
	 * Returns whether the clause is about what an attribute of one individual context
	 * holds. Else it is about segments, about the kinds of a context, whichever
	 * individual context it names, or malformed.
	 * @return whether there is an attribute other than {@code kind}
	 */
	public boolean isAboutValue() {
		return this.aboutValue;
	}

	/**
	 * Returns whether the operator holds between a value and any value of the clause.
	 * Negation is not applied.
	 * @param value the attribute's value, or one element of it
	 * @param abandonedPatterns counts the regular expressions that were given up because
	 * they took too long
	 * @return whether one of the clause's values fits
	 */
	public boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		return this.matcher != null && this.matcher.matches(value, abandonedPatterns);
	}

}
