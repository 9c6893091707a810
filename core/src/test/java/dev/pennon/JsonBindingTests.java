package dev.pennon;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.DataKinds;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBindingTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final Banner DEFAULT = new Banner("default", 0, List.of());

	@RegisterExtension
	final CapturedLog log = new CapturedLog(FlagClient.class);

	private final InMemoryFeatureStore store = FlagFixtures.storeWith(FlagFixtures.flags(Map.of("banner",
			FlagFixtures.flagWithValue("{\"text\": \"Sale\", \"height\": 20, \"links\": [\"a\"], \"unknown\": {}}"),
			"string", FlagFixtures.flagWithValue("\"Sale\""), "number", FlagFixtures.flagWithValue("5"), "array",
			FlagFixtures.flagWithValue("[1]"), "null", FlagFixtures.flagWithValue("null"), "wrong",
			FlagFixtures.flagWithValue("{\"text\": \"Sale\", \"height\": \"high\"}"), "refused",
			FlagFixtures.flagWithValue("{\"text\": \"Sale\", \"height\": -1}"))));

	private final FlagClient client = client();

	private FlagClient client() {
		FlagClient client = FlagClient.builder().featureStore(this.store).build();
		client.start();
		return client;
	}

	@Test
	void objectBecomesARecord() {
		Banner banner = new Banner("Sale", 20, List.of("a"));
		assertThat(this.client.jsonVariation("banner", CONTEXT, DEFAULT, Banner.class)).isEqualTo(banner);
		assertThat(this.client.jsonVariationDetail("banner", CONTEXT, DEFAULT, Banner.class))
			.isEqualTo(new EvaluationDetail<>(banner, 0, EvaluationReason.fallthrough(false)));
	}

	@Test
	void objectBecomesABean() {
		Bean bean = this.client.jsonVariation("banner", CONTEXT, null, Bean.class);
		assertThat(bean.text).isEqualTo("Sale");
	}

	@Test
	void scalarsBindToTheirTypes() {
		assertThat(this.client.jsonVariation("string", CONTEXT, "default", String.class)).isEqualTo("Sale");
		assertThat(this.client.jsonVariation("number", CONTEXT, 1L, Long.class)).isEqualTo(5L);
		assertThat(this.client.jsonVariation("number", CONTEXT, 1, int.class)).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "string", "number", "array", "null", "wrong", "refused" })
	void valueThatDoesNotFitGivesTheDefault(String key) {
		assertThat(this.client.jsonVariation(key, CONTEXT, DEFAULT, Banner.class)).isSameAs(DEFAULT);
		assertThat(this.client.jsonVariationDetail(key, CONTEXT, DEFAULT, Banner.class))
			.isEqualTo(new EvaluationDetail<>(DEFAULT, EvaluationDetail.NO_VARIATION,
					EvaluationReason.error(ErrorKind.WRONG_TYPE)));
		assertThat(this.client.<Banner>jsonVariation(key, CONTEXT, null, Banner.class)).isNull();
	}

	@Test
	void classThatCannotBeMadeGivesTheDefault() {
		assertThat(this.client.<Runnable>jsonVariation("banner", CONTEXT, null, Runnable.class)).isNull();
		assertThat(this.client.<Failing>jsonVariation("banner", CONTEXT, null, Failing.class)).isNull();
	}

	@Test
	void unknownFlagGivesTheDefault() {
		assertThat(this.client.jsonVariationDetail("unknown", CONTEXT, DEFAULT, Banner.class))
			.isEqualTo(new EvaluationDetail<>(DEFAULT, EvaluationDetail.NO_VARIATION,
					EvaluationReason.error(ErrorKind.FLAG_NOT_FOUND)));
	}

	@Test
	void misfitIsLoggedOnceForEachVersion() {
		for (int i = 0; i < 5; i++) {
			this.client.jsonVariation("wrong", CONTEXT, DEFAULT, Banner.class);
		}
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.contains("'wrong' version 1", Banner.class.getName());
		assertThat(this.log.events()).extracting(ILoggingEvent::getThrowableProxy).doesNotContainNull();
		this.store.upsert(DataKinds.FEATURES, FlagFixtures.flag("wrong",
				"{\"version\": 2, \"on\": true, \"variations\": [[]], \"fallthrough\": {\"variation\": 0}}"));
		this.client.jsonVariation("wrong", CONTEXT, DEFAULT, Banner.class);
		assertThat(this.log.messages(Level.WARN)).hasSize(2);
	}

	@Test
	void eachCallMakesANewInstance() {
		Bean one = this.client.jsonVariation("banner", CONTEXT, null, Bean.class);
		assertThat(this.client.<Bean>jsonVariation("banner", CONTEXT, null, Bean.class)).isNotSameAs(one);
	}

	/** What an application shows on top of its page. */
	record Banner(String text, int height, List<String> links) {

		Banner {
			if (height < 0) {
				throw new IllegalArgumentException("height");
			}
		}

	}

	static class Bean {

		private String text;

		public void setText(String text) {
			this.text = text;
		}

	}

	static class Failing {

		public void setText(String text) {
			throw new StackOverflowError();
		}

	}

}
