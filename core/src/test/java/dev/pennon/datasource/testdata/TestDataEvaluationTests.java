package dev.pennon.datasource.testdata;

import dev.pennon.FlagClient;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client answers from test data.
 */
class TestDataEvaluationTests {

	private static final ContextKind ORG = ContextKind.of("org");

	private static final EvaluationContext ANN = EvaluationContext.builder("ann").set("country", "se").build();

	private static final EvaluationContext BOB = EvaluationContext.builder("bob").set("country", "no").build();

	private static final EvaluationContext ACME = EvaluationContext.of(ORG, "acme");

	private final TestData data = TestData.create();

	private final FlagClient client = FlagClient.builder().updateProcessor(this.data::updateProcessor).build();

	@BeforeEach
	void start() {
		this.client.start();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void newFlagIsTrueAndFalseWhileItIsOff() {
		this.data.update(this.data.flag("a"));
		assertThat(isOn(ANN)).isTrue();
		this.data.update(this.data.flag("a").on(false));
		assertThat(isOn(ANN)).isFalse();
	}

	@Test
	void deletedFlagGivesTheDefault() {
		this.data.update(this.data.flag("a")).delete("a");
		assertThat(isOn(ANN)).isFalse();
	}

	@Test
	void valueForAllIsForAll() {
		this.data.update(this.data.flag("text").valueForAll("hello"));
		assertThat(this.client.stringVariation("text", ANN, "")).isEqualTo("hello");
	}

	@Test
	void targetsAreObeyed() {
		this.data.update(this.data.flag("a")
			.variationForUser("ann", false)
			.variationForKey(ORG, "acme", false)
			.variationForUser("acme", true));
		assertThat(isOn(ANN)).isFalse();
		assertThat(isOn(BOB)).isTrue();
		assertThat(isOn(ACME)).isFalse();
	}

	@Test
	void rulesAreObeyed() {
		this.data.update(this.data.flag("a")
			.fallthroughVariation(false)
			.ifMatch("country", "se", "dk")
			.andNotMatch("key", "eve")
			.thenReturn(true)
			.ifMatch(ORG, "key", "acme")
			.thenReturn(true));
		assertThat(isOn(ANN)).isTrue();
		assertThat(isOn(BOB)).isFalse();
		assertThat(isOn(ACME)).isTrue();
	}

	@Test
	void negatedRulesAreObeyed() {
		this.data.update(this.data.flag("a").fallthroughVariation(false).ifNotMatch("country", "se").thenReturn(true));
		assertThat(isOn(ANN)).isFalse();
		assertThat(isOn(BOB)).isTrue();
	}

	@Test
	void prerequisitesAreObeyed() {
		this.data.update(this.data.flag("p").variationForUser("ann", false))
			.update(this.data.flag("a").prerequisite("p", 0));
		assertThat(isOn(ANN)).isFalse();
		assertThat(isOn(BOB)).isTrue();
	}

	@Test
	void segmentsAreObeyed() {
		this.data.updateJson(DataKinds.SEGMENTS, "{\"key\": \"beta\", \"included\": [\"ann\"]}")
			.updateJson(DataKinds.FEATURES, """
					{"key": "a", "on": true, "variations": [true, false], "fallthrough": {"variation": 1}, "rules": [
					  {"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["beta"]}]}]}""");
		assertThat(isOn(ANN)).isTrue();
		assertThat(isOn(BOB)).isFalse();
	}

	private boolean isOn(EvaluationContext context) {
		return this.client.boolVariation("a", context, false);
	}

}
