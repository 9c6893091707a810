package dev.pennon.model;

import java.util.List;

import dev.pennon.internal.collection.KeySet;
import dev.pennon.internal.collection.StringSet;

/**
 * Reads the JSON of a segment.
 */
final class SegmentParser implements ItemParser<SegmentProperties> {

	private final TokenReader tokens;

	private final ConditionParser conditions;

	SegmentParser(TokenReader tokens) {
		this.tokens = tokens;
		this.conditions = new ConditionParser(tokens);
	}

	@Override
	public SegmentProperties read(String storageKey) {
		SegmentProperties segment = new SegmentProperties(storageKey);
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "key" -> segment.ownKey = this.tokens.nextString();
				case "version" -> segment.version = this.tokens.nextLong(0);
				case "deleted" -> segment.deleted = this.tokens.nextBoolean();
				case "included" -> segment.included = this.tokens.nextKeys();
				case "excluded" -> segment.excluded = this.tokens.nextKeys();
				case "includedContexts" -> segment.includedContexts = this.tokens.nextObjects(this::target);
				case "excludedContexts" -> segment.excludedContexts = this.tokens.nextObjects(this::target);
				case "rules" -> segment.rules = this.tokens.nextObjects(this::rule);
				case "salt" -> segment.salt = this.tokens.nextString("");
				case "unbounded" -> segment.unbounded = this.tokens.nextBoolean();
				case "unboundedContextKind" ->
					segment.unboundedContextKind = this.conditions.kind(this.tokens.nextString(""));
				case "generation" -> segment.generation = this.tokens.nextLong();
				default -> this.tokens.skipValue();
			}
		}
		return segment;
	}

	private SegmentProperties.TargetProperties target() {
		String contextKind = "";
		KeySet values = StringSet.copyOf(List.of());
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "contextKind" -> contextKind = this.tokens.nextString("");
				case "values" -> values = this.tokens.nextKeys();
				default -> this.tokens.skipValue();
			}
		}
		return new SegmentProperties.TargetProperties(this.conditions.kind(contextKind), values);
	}

	private SegmentProperties.RuleProperties rule() {
		Clause firstClause = null;
		Long weight = null;
		String contextKind = "";
		String bucketBy = "";
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "clauses" -> firstClause = this.conditions.nextClauses();
				case "weight" -> weight = this.tokens.nextLong();
				case "rolloutContextKind" -> contextKind = this.tokens.nextString("");
				case "bucketBy" -> bucketBy = this.tokens.nextString("");
				default -> this.tokens.skipValue();
			}
		}
		return new SegmentProperties.RuleProperties(firstClause, weight, this.conditions.kind(contextKind),
				this.conditions.bucketBy(bucketBy, contextKind));
	}

}
