package dev.pennon;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationLogTests {

	private final ManualTime time = new ManualTime();

	private final EvaluationLog log = new EvaluationLog(this.time, false);

	@RegisterExtension
	final CapturedLog captured = new CapturedLog(FlagClient.class);

	@Test
	void notReadyIsSaidOnce() {
		this.log.notReady("a");
		this.log.notReady("b");
		assertThat(this.captured.messages(Level.WARN)).singleElement().asString().contains("'a'", "not started");
	}

	@Test
	void notReadyIsNoNewsWhileOffline() {
		new EvaluationLog(this.time, true).notReady("a");
		assertThat(this.captured.events()).isEmpty();
	}

	@Test
	void failureIsSaidOnceAMinuteForEachFlag() {
		for (int i = 0; i < 3; i++) {
			this.log.failed("a", new IllegalStateException("first"));
			this.log.failed("b", new IllegalStateException("first"));
		}
		assertThat(this.captured.messages(Level.ERROR)).hasSize(2);
		this.time.advance(Duration.ofSeconds(61));
		this.log.failed("a", new IllegalStateException("second"));
		assertThat(this.captured.messages(Level.ERROR)).hasSize(3);
	}

	@Test
	void unknownFlagsAndInvalidContextsAreSaidOnceAMinute() {
		for (int i = 0; i < 3; i++) {
			this.log.notFound("a");
			this.log.invalidContext("a", null);
			this.log.invalidContext("b", EvaluationContext.of(""));
		}
		assertThat(this.captured.messages(Level.INFO))
			.containsExactly("There is no flag 'a'; callers get their default");
		assertThat(this.captured.messages(Level.WARN)).hasSize(2);
		assertThat(this.captured.messages(Level.WARN).get(0)).endsWith("the context is null");
	}

	@Test
	void whatIsWrongWithAFlagIsSaidOnceForEachVersion() {
		FeatureFlag one = FlagFixtures.flag("a", "{\"version\": 1}");
		FeatureFlag two = FlagFixtures.flag("a", "{\"version\": 2}");
		for (int i = 0; i < 3; i++) {
			this.log.malformed(one, "why");
			this.log.wrongType(one, ValueType.BOOLEAN);
			this.time.advance(Duration.ofHours(1));
		}
		assertThat(this.captured.messages(Level.ERROR)).hasSize(1);
		assertThat(this.captured.messages(Level.WARN)).singleElement().asString().contains("BOOLEAN");
		this.log.malformed(two, "why");
		assertThat(this.captured.messages(Level.ERROR)).hasSize(2);
	}

	@Test
	void manyFlagsAreNotAllRemembered() {
		for (int i = 0; i < 10_000; i++) {
			this.log.notFound("flag" + i);
		}
		assertThat(this.log.remembered()).isLessThanOrEqualTo(2_000);
	}

}
