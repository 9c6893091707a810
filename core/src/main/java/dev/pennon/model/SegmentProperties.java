package dev.pennon.model;

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

	List<TargetProperties> includedContexts = List.of();

	List<TargetProperties> excludedContexts = List.of();

	List<RuleProperties> rules = List.of();

	boolean unbounded;

	ContextKind unboundedContextKind = ContextKind.USER;

	@Nullable Long generation;

	SegmentProperties(String storageKey) {
		super(storageKey);
	}

	static @Nullable SegmentTarget first(List<TargetProperties> targets) {
		SegmentTarget first = null;
		for (int i = targets.size() - 1; i >= 0; i--) {
			first = new SegmentTarget(targets.get(i).contextKind(), targets.get(i).keys(), first);
		}
		return first;
	}

	@Nullable SegmentRule firstRule() {
		SegmentRule first = null;
		byte[] prefix = null;
		for (int i = this.rules.size() - 1; i >= 0; i--) {
			RuleProperties rule = this.rules.get(i);
			if (rule.weight() == null) {
				first = new SegmentRule(rule.firstClause(), null, 1, first);
				continue;
			}
			if (prefix == null) {
				prefix = Bucketing.prefix(evaluationKey(), this.salt);
			}
			first = new SegmentRule(rule.firstClause(), new Bucketing(rule.contextKind(), rule.bucketBy(), prefix),
					rule.weight() / WHOLE, first);
		}
		return first;
	}

	/** Contexts of a kind. */
	record TargetProperties(ContextKind contextKind, KeySet keys) {

	}

	/** A rule. */
	record RuleProperties(@Nullable Clause firstClause, @Nullable Long weight, ContextKind contextKind,
			@Nullable AttributeReference bucketBy) {

	}

}
