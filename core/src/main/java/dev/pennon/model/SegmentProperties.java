package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import dev.pennon.internal.collection.KeySet;
import dev.pennon.internal.collection.StringSet;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON of a segment says, before it is compiled.
 */
final class SegmentProperties extends ItemProperties {

	private static final double WHOLE = 100_000;

	KeySet included = StringSet.copyOf(List.of());

	KeySet excluded = StringSet.copyOf(List.of());

	List<SegmentTarget> includedContexts = List.of();

	List<SegmentTarget> excludedContexts = List.of();

	List<RuleProperties> rules = List.of();

	boolean unbounded;

	ContextKind unboundedContextKind = ContextKind.USER;

	@Nullable Long generation;

	SegmentProperties(String storageKey) {
		super(storageKey);
	}

	List<SegmentTarget> targets(KeySet userKeys, List<SegmentTarget> contexts) {
		List<SegmentTarget> targets = new ArrayList<>(contexts.size() + 1);
		if (!userKeys.isEmpty()) {
			targets.add(new SegmentTarget(ContextKind.USER, userKeys));
		}
		targets.addAll(contexts);
		return List.copyOf(targets);
	}

	List<SegmentRule> compiledRules() {
		List<SegmentRule> compiled = new ArrayList<>(this.rules.size());
		byte[] prefix = null;
		for (RuleProperties rule : this.rules) {
			if (rule.weight() == null) {
				compiled.add(new SegmentRule(rule.clauses(), null, 1));
				continue;
			}
			if (prefix == null) {
				prefix = Bucketing.prefix(evaluationKey(), this.salt);
			}
			compiled.add(new SegmentRule(rule.clauses(), new Bucketing(rule.contextKind(), rule.bucketBy(), prefix),
					rule.weight() / WHOLE));
		}
		return List.copyOf(compiled);
	}

	/** A rule. */
	record RuleProperties(List<Clause> clauses, @Nullable Long weight, ContextKind contextKind,
			@Nullable AttributeReference bucketBy) {

	}

}
