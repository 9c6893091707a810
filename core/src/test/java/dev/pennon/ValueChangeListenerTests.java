package dev.pennon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.datasource.FlagChange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

import static org.assertj.core.api.Assertions.assertThat;

class ValueChangeListenerTests {

	private final List<FlagValueChange> changes = new ArrayList<>();

	private final AtomicReference<JsonNode> value = new AtomicReference<>(IntNode.valueOf(1));

	private final ValueChangeListener listener = new ValueChangeListener("flag", this.value::get, this.changes::add);

	@Test
	void changeBeforeTheFirstValueIsWhatLaterOnesAreComparedWith() {
		this.listener.accept(new FlagChange("flag"));
		this.value.set(IntNode.valueOf(2));
		this.listener.begin();
		this.listener.accept(new FlagChange("flag"));
		assertThat(this.changes).containsExactly(new FlagValueChange("flag", IntNode.valueOf(1), IntNode.valueOf(2)));
	}

	@Test
	void otherFlagsAreNotEvaluated() {
		this.listener.begin();
		this.value.set(IntNode.valueOf(2));
		this.listener.accept(new FlagChange("other"));
		assertThat(this.changes).isEmpty();
	}

}
