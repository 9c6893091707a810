package dev.pennon.model;

import java.util.List;
import java.util.function.Supplier;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what rules of flags and of segments have in common: clauses, and the choice of an
 * attribute.
 */
final class ConditionParser {

	private final TokenReader tokens;

	private final ClauseValues values;

	private final Supplier<Clause> clause = this::clause;

	ConditionParser(TokenReader tokens) {
		this.tokens = tokens;
		this.values = tokens.shared().clauseValues();
	}

	/** Reads a list of clauses, and returns the first one, or null if there is none. */
	@Nullable Clause nextClauses() {
		return Clause.chain(this.tokens.nextObjects(this.clause));
	}

	private Clause clause() {
		String contextKind = "";
		String attribute = null;
		String operatorName = null;
		this.values.clear();
		boolean negate = false;
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "contextKind" -> contextKind = this.tokens.nextString("");
				case "attribute" -> attribute = this.tokens.nextString();
				case "op" -> operatorName = this.tokens.nextString();
				case "values" -> this.tokens.nextValues(this.values);
				case "negate" -> negate = this.tokens.nextBoolean();
				default -> this.tokens.skipValue();
			}
		}
		Operator operator = Operator.of(operatorName);
		if (operator == Operator.SEGMENT_MATCH) {
			return Clause.ofSegments(this.values.strings(), negate);
		}
		return Clause.ofAttribute(kind(contextKind), attribute(attribute, contextKind),
				ValueMatcher.of(operator, this.values), negate);
	}

	ContextKind kind(String contextKind) {
		return this.tokens.shared().kind(contextKind);
	}

	/** A reference, which is a path if a context kind is given and else a plain name. */
	@Nullable AttributeReference attribute(@Nullable String attribute, String contextKind) {
		return (attribute != null) ? this.tokens.shared().attribute(attribute, !contextKind.isEmpty()) : null;
	}

	/** The attribute to put into buckets by: absent and empty both mean the key. */
	@Nullable AttributeReference bucketBy(String bucketBy, String contextKind) {
		return bucketBy.isEmpty() ? null : attribute(bucketBy, contextKind);
	}

}
