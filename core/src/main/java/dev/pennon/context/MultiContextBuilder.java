package dev.pennon.context;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects a context that consists of several others, each of another kind. No method
 * throws: what breaks a rule makes the context invalid. Not safe for use by several
 * threads.
 */
public final class MultiContextBuilder {

	private final List<EvaluationContext> contexts = new ArrayList<>();

	MultiContextBuilder() {
	}

	/**
	 * Adds a context.
	 * @param context the context; of one that consists of several, each is added. An
	 * invalid one makes the whole invalid
	 * @return this
	 */
	public MultiContextBuilder add(EvaluationContext context) {
		if (context != null && context.isMultiple()) {
			for (int i = 0; i < context.individualCount(); i++) {
				this.contexts.add(context.individual(i));
			}
		}
		else {
			this.contexts.add((context != null) ? context
					: EvaluationContext.invalid("a context to add was null; leave it out or create it"));
		}
		return this;
	}

	/**
	 * Makes the context. The builder can be used further and does not change what it has
	 * made.
	 * @return the context; the added context itself if it is the only one; invalid, with
	 * all errors, if something breaks a rule
	 */
	public EvaluationContext build() {
		List<EvaluationContext> individuals = new ArrayList<>(this.contexts);
		List<String> problems = new ArrayList<>(0);
		if (individuals.isEmpty()) {
			problems.add("multi-kind context has no kinds; add at least one context");
		}
		for (EvaluationContext individual : individuals) {
			if (individual.error() != null) {
				problems.add(individual.error());
			}
		}
		individuals.removeIf((individual) -> !individual.isValid());
		individuals.sort(Comparator.comparing(EvaluationContext::kind));
		for (int i = 1; i < individuals.size(); i++) {
			ContextKind kind = individuals.get(i).kind();
			if (kind.equals(individuals.get(i - 1).kind())) {
				problems
					.add("multi-kind context has more than one context of kind \"%s\"; add only one".formatted(kind));
			}
		}
		if (!problems.isEmpty()) {
			return EvaluationContext.invalid(String.join(", ", problems));
		}
		return (individuals.size() == 1) ? individuals.get(0) : EvaluationContext.multiple(List.copyOf(individuals));
	}

}
