package dev.pennon.model;

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

	private final List<String> segmentKeys;

	private final boolean negated;

	private final boolean aboutKind;

	private Clause(ContextKind contextKind, @Nullable AttributeReference attribute, @Nullable ValueMatcher matcher,
			List<String> segmentKeys, boolean negated) {
		this.contextKind = contextKind;
		this.attribute = attribute;
		this.matcher = matcher;
		this.segmentKeys = segmentKeys;
		this.negated = negated;
		this.aboutKind = attribute != null && attribute.depth() == 1 && KIND.equals(attribute.component(0));
	}

	static Clause ofSegments(List<String> segmentKeys, boolean negated) {
		return new Clause(ContextKind.USER, null, null, segmentKeys, negated);
	}

	static Clause ofAttribute(ContextKind contextKind, @Nullable AttributeReference attribute, ValueMatcher matcher,
			boolean negated) {
		boolean usable = attribute != null && attribute.isValid();
		return new Clause(contextKind, usable ? attribute : null, matcher, List.of(), negated);
	}

	/**
	 * Returns whether the clause asks for segments rather than for an attribute.
	 * @return whether this is about segments
	 */
	public boolean isSegmentMatch() {
		return this.matcher == null;
	}

	/**
	 * Returns the segments that the clause asks for.
	 * @return an unmodifiable list of storage keys; empty for a clause about an attribute
	 */
	public List<String> segmentKeys() {
		return this.segmentKeys;
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
	 * Returns whether the clause is about the kinds of a context, whichever individual
	 * context it names.
	 * @return whether the attribute is {@code kind}
	 */
	public boolean isAboutKind() {
		return this.aboutKind;
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
