package dev.pennon;

import java.util.function.Consumer;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.FlagChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The {@link FlagTracker} over what passes through the sink.
 */
final class DefaultFlagTracker implements FlagTracker {

	private final DataSourceUpdates updates;

	private final FlagData data;

	private final Evaluations evaluations;

	/**
	 * Creates a tracker.
	 * @param updates tells of changes
	 * @param data tells whether there is anything to evaluate
	 * @param evaluations evaluates for listeners, so that nobody observes it
	 */
	DefaultFlagTracker(DataSourceUpdates updates, FlagData data, Evaluations evaluations) {
		this.updates = updates;
		this.data = data;
		this.evaluations = evaluations;
	}

	@Override
	public void addFlagChangeListener(Consumer<FlagChange> listener) {
		this.updates.addFlagChangeListener(listener);
	}

	@Override
	public void removeFlagChangeListener(Consumer<FlagChange> listener) {
		this.updates.removeFlagChangeListener(listener);
	}

	@Override
	public Registration addFlagValueChangeListener(String key, @Nullable EvaluationContext context,
			Consumer<FlagValueChange> listener) {
		ValueChangeListener changes = new ValueChangeListener(key, () -> evaluate(key, context), listener);
		this.updates.addFlagChangeListener(changes);
		changes.begin();
		return () -> this.updates.removeFlagChangeListener(changes);
	}

	private JsonNode evaluate(String key, @Nullable EvaluationContext context) {
		if (!this.data.isOpen()) {
			return NullNode.getInstance();
		}
		JsonNode value = this.evaluations.evaluate(key, context, ValueType.ANY, null, 0, null, false).value();
		return (value != null) ? value : NullNode.getInstance();
	}

}
