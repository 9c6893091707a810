package dev.pennon.model;

import dev.pennon.context.ContextKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.collection.StringSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The keys of contexts of one kind that get a variation because of them. It is a set of
 * keys rather than has one: that object in between would be a fifteenth of an evaluation.
 */
public final class Target extends StringSet {

	private final ContextKind contextKind;

	private final EvaluationDetail<@Nullable JsonNode> result;

	private final @Nullable Target next;

	Target(ContextKind contextKind, StringSet keys, EvaluationDetail<@Nullable JsonNode> result,
			@Nullable Target next) {
		super(keys);
		this.contextKind = contextKind;
		this.result = result;
		this.next = next;
	}

	/**
	 * Returns the kind of the contexts.
	 * @return the kind
	 */
	public ContextKind contextKind() {
		return this.contextKind;
	}

	/**
	 * Returns what the contexts get.
	 * @return the result
	 */
	public EvaluationDetail<@Nullable JsonNode> result() {
		return this.result;
	}

	/**
	 * Returns the target that is checked next.
	 * @return the target, or null if this is the last
	 */
	public @Nullable Target next() {
		return this.next;
	}

}
