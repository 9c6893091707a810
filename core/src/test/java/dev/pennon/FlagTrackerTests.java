package dev.pennon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.FlagChange;
import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class FlagTrackerTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String SEGMENT_RULE = """
			{"version": %d, "on": true, "variations": [true, false], "fallthrough": {"variation": 1},
			 "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["beta"]}]}]}""";

	private static final String DATA = """
			{"flags": {
			  "base": %s,
			  "dependent": {"version": 1, "on": true, "variations": ["a", "b"], "offVariation": 1,
			    "fallthrough": {"variation": 0}, "prerequisites": [{"key": "base", "variation": 0}]},
			  "beta-only": %s},
			 "segments": {"beta": {"version": 1, "included": []}}}""".formatted(FlagFixtures.flagWithValue("\"x\""),
			SEGMENT_RULE.formatted(1));

	private FakeSource source;

	private final FlagClient client = FlagClient.builder()
		.updateProcessor((sink) -> this.source = new FakeSource(sink))
		.startup(StartupPolicy.BACKGROUND, Duration.ZERO)
		.build();

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@Test
	void listenerHearsOfEveryFlagOfTheFirstData() throws Exception {
		BlockingQueue<FlagChange> changes = listen();
		start();
		assertThat(List.of(next(changes).key(), next(changes).key(), next(changes).key()))
			.containsExactlyInAnyOrder("base", "dependent", "beta-only");
	}

	@Test
	void listenerHearsOfDependentsThroughPrerequisitesAndSegments() throws Exception {
		start();
		BlockingQueue<FlagChange> changes = listen();
		this.source.sink.upsert(DataKinds.FEATURES,
				FlagFixtures.flag("base", "{\"version\": 2, \"on\": false, \"variations\": [\"x\"]}"));
		assertThat(List.of(next(changes).key(), next(changes).key())).containsExactlyInAnyOrder("base", "dependent");
		this.source.sink.upsert(DataKinds.SEGMENTS,
				FlagFixtures.segment("beta", "{\"version\": 2, \"included\": [\"user-key\"]}"));
		assertThat(next(changes).key()).isEqualTo("beta-only");
	}

	@Test
	void removedListenerHearsNothingMore() throws Exception {
		start();
		BlockingQueue<FlagChange> removed = new LinkedBlockingQueue<>();
		Consumer<FlagChange> listener = removed::add;
		this.client.flagTracker().addFlagChangeListener(listener);
		this.client.flagTracker().removeFlagChangeListener(listener);
		BlockingQueue<FlagChange> changes = listen();
		changeBase(2, "\"y\"");
		next(changes);
		assertThat(removed).isEmpty();
	}

	@Test
	void listenerThatThrowsHarmsNobody() throws Exception {
		this.client.flagTracker().addFlagChangeListener((change) -> {
			throw new IllegalStateException("listener");
		});
		this.client.flagTracker().addFlagValueChangeListener("base", CONTEXT, (change) -> {
			throw new IllegalStateException("listener");
		});
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		start();
		assertThat(next(changes).newValue()).isEqualTo(StringNode.valueOf("x"));
		changeBase(2, "\"y\"");
		assertThat(next(changes).newValue()).isEqualTo(StringNode.valueOf("y"));
	}

	@Test
	void valueListenerHearsOldAndNewValue() throws Exception {
		start();
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		changeBase(2, "\"y\"");
		assertThat(next(changes))
			.isEqualTo(new FlagValueChange("base", StringNode.valueOf("x"), StringNode.valueOf("y")));
		this.source.sink.delete(DataKinds.FEATURES, "base", 3);
		assertThat(next(changes))
			.isEqualTo(new FlagValueChange("base", StringNode.valueOf("y"), NullNode.getInstance()));
	}

	@Test
	void valueListenerHearsTheFirstValueOfAFlagThatDidNotExist() throws Exception {
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		start();
		assertThat(next(changes))
			.isEqualTo(new FlagValueChange("base", NullNode.getInstance(), StringNode.valueOf("x")));
	}

	@Test
	void valueListenerHearsOfChangesThroughASegment() throws Exception {
		start();
		BlockingQueue<FlagValueChange> changes = listenTo("beta-only", CONTEXT);
		this.source.sink.upsert(DataKinds.SEGMENTS,
				FlagFixtures.segment("beta", "{\"version\": 2, \"included\": [\"user-key\"]}"));
		assertThat(next(changes)).isEqualTo(new FlagValueChange("beta-only", BooleanNode.FALSE, BooleanNode.TRUE));
	}

	@Test
	void valueListenerHearsNothingWhereTheValueStaysTheSame() throws Exception {
		start();
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		changeBase(2, "\"x\"");
		changeBase(3, "\"y\"");
		assertThat(next(changes).newValue()).isEqualTo(StringNode.valueOf("y"));
	}

	@Test
	void numbersThatAreEqualAreNoChange() throws Exception {
		start();
		changeBase(2, "1");
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		changeBase(3, "1.0");
		changeBase(4, "2");
		assertThat(next(changes).newValue().intValue()).isEqualTo(2);
	}

	@Test
	void valueListenerForAnotherContextHearsNothing() throws Exception {
		start();
		BlockingQueue<FlagValueChange> others = listenTo("beta-only", EvaluationContext.of("somebody-else"));
		BlockingQueue<FlagValueChange> nobodys = listenTo("beta-only", null);
		BlockingQueue<FlagValueChange> changes = listenTo("beta-only", CONTEXT);
		this.source.sink.upsert(DataKinds.SEGMENTS,
				FlagFixtures.segment("beta", "{\"version\": 2, \"included\": [\"user-key\"]}"));
		next(changes);
		assertThat(others).isEmpty();
		assertThat(nobodys).isEmpty();
	}

	@Test
	void removedValueListenerHearsNothingMore() throws Exception {
		start();
		BlockingQueue<FlagValueChange> removed = new LinkedBlockingQueue<>();
		FlagTracker.Registration registration = this.client.flagTracker()
			.addFlagValueChangeListener("base", CONTEXT, removed::add);
		registration.remove();
		registration.remove();
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		changeBase(2, "\"y\"");
		next(changes);
		assertThat(removed).isEmpty();
	}

	@Test
	void changesArriveInOrderOnOneThread() throws Exception {
		start();
		BlockingQueue<Map.Entry<Thread, FlagChange>> changes = new LinkedBlockingQueue<>();
		this.client.flagTracker()
			.addFlagChangeListener((change) -> changes.add(Map.entry(Thread.currentThread(), change)));
		for (int i = 0; i < 100; i++) {
			this.source.sink.upsert(DataKinds.FEATURES, FlagFixtures.flag("flag" + i, FlagFixtures.flagWithValue("1")));
		}
		Thread first = null;
		for (int i = 0; i < 100; i++) {
			Map.Entry<Thread, FlagChange> change = next(changes);
			assertThat(change.getValue().key()).isEqualTo("flag" + i);
			first = (first != null) ? first : change.getKey();
			assertThat(change.getKey()).isSameAs(first);
		}
	}

	@Test
	void listenerMayChangeTheValuesThatItGets() throws Exception {
		start();
		changeBase(2, "{\"a\": 1}");
		this.client.flagTracker()
			.addFlagValueChangeListener("base", CONTEXT, (change) -> ((ObjectNode) change.newValue()).removeAll());
		BlockingQueue<FlagValueChange> changes = listenTo("base", CONTEXT);
		changeBase(3, "{\"a\": 2}");
		assertThat(next(changes).newValue()).hasToString("{\"a\":2}");
		assertThat(this.client.jsonVariation("base", CONTEXT, null)).hasToString("{\"a\":2}");
	}

	private void start() {
		this.client.start();
		this.source.deliver(DATA);
	}

	private void changeBase(int version, String value) {
		this.source.sink.upsert(DataKinds.FEATURES, FlagFixtures.flag("base",
				FlagFixtures.flagWithValue(value).replace("\"version\": 1", "\"version\": " + version)));
	}

	private BlockingQueue<FlagChange> listen() {
		BlockingQueue<FlagChange> changes = new LinkedBlockingQueue<>();
		this.client.flagTracker().addFlagChangeListener(changes::add);
		return changes;
	}

	private BlockingQueue<FlagValueChange> listenTo(String key, EvaluationContext context) {
		BlockingQueue<FlagValueChange> changes = new LinkedBlockingQueue<>();
		this.client.flagTracker().addFlagValueChangeListener(key, context, changes::add);
		return changes;
	}

	private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		T next = queue.poll(10, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

}
