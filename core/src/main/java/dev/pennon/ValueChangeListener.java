package dev.pennon;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.pennon.datasource.FlagChange;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes changes of one value out of changes of flags. Changes arrive on one thread; the
 * first value comes from the thread that adds the listener, and an atomic reference says
 * which of the two was first.
 */
final class ValueChangeListener implements Consumer<FlagChange> {

	private final String key;

	private final Supplier<JsonNode> evaluation;

	private final Consumer<FlagValueChange> listener;

	private final AtomicReference<@Nullable JsonNode> latest = new AtomicReference<>();

	ValueChangeListener(String key, Supplier<JsonNode> evaluation, Consumer<FlagValueChange> listener) {
		this.key = key;
		this.evaluation = evaluation;
		this.listener = listener;
	}

	/**
	 * Takes the present value as the one to compare with, unless a change has brought a
	 * newer one meanwhile. To be called once this listener has been added, so that no
	 * change is lost in between.
	 */
	void begin() {
		this.latest.compareAndSet(null, this.evaluation.get());
	}

	@Override
	public void accept(FlagChange change) {
		if (!change.key().equals(this.key)) {
			return;
		}
		JsonNode newValue = this.evaluation.get();
		JsonNode oldValue = this.latest.getAndSet(newValue);
		if (oldValue != null && !Json.equal(oldValue, newValue)) {
			this.listener.accept(new FlagValueChange(this.key, oldValue.deepCopy(), newValue.deepCopy()));
		}
	}

}
