package dev.pennon.sample;

import java.time.Duration;
import java.time.Instant;

import dev.pennon.bigsegment.ContextHash;
import dev.pennon.spring.redis.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the pages of the shop make of a big segment in Redis, on good days and bad.
 */
@SpringBootTest(classes = HarborRoastApplication.class,
		properties = { "pennon.data-source.file.locations=file:flags.yml",
				"pennon.big-segments.status-poll-interval=100ms", "pennon.big-segments.context-cache-time=0" })
@ActiveProfiles("redis")
@Timeout(120)
class BigSegmentPagesTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	@Autowired
	private WebApplicationContext context;

	private Visitor visitor;

	@DynamicPropertySource
	static void redis(DynamicPropertyRegistry registry) {
		registry.add("spring.data.redis.port", server::port);
	}

	@BeforeEach
	void visit() {
		server.reset();
		this.visitor = new Visitor(this.context);
	}

	private static void addReader(String key) {
		server.admin().sadd("launchdarkly:big_segment_include:" + ContextHash.of(key), "newsletter-readers.g1");
	}

	private static void upToDate(Instant time) {
		server.admin().set("launchdarkly:big_segments_synchronized_on", Long.toString(time.toEpochMilli()));
	}

	private void awaitState(String state) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.visitor.textOf("/flags", "big-segments-state")).isEqualTo(state));
	}

	@Test
	void onlyReadersAreOfferedWhatReadersAreOffered() throws Exception {
		addReader("ada");
		upToDate(Instant.now());
		awaitState("UP TO DATE");
		this.visitor.become("ada");
		assertThat(this.visitor.textOf("/", "newsletter-offer")).startsWith("For readers of our newsletter");
		assertThat(this.visitor.textOf("/flags", "reason-newsletter-offer"))
			.startsWith("RULE_MATCH, rule 1 \"newsletter readers\"");
		this.visitor.become("bruno");
		assertThat(this.visitor.textOf("/", "newsletter-offer")).isNull();
		assertThat(this.visitor.textOf("/flags", "reason-newsletter-offer")).startsWith("FALLTHROUGH");
	}

	@Test
	void pageTellsSinceWhenTheDataIsOldAndTheOfferStays() throws Exception {
		Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
		addReader("ada");
		upToDate(time);
		awaitState("STALE");
		assertThat(this.visitor.textOf("/flags", "big-segments-explanation")).isEqualTo("Last up to date " + time);
		this.visitor.become("ada");
		assertThat(this.visitor.textOf("/", "newsletter-offer")).isNotNull();
	}

	@Test
	void emptyRedisWasNeverFilled() throws Exception {
		awaitState("STALE");
		await().untilAsserted(
				() -> assertThat(this.visitor.textOf("/flags", "big-segments-explanation")).isEqualTo("Never filled"));
	}

	@Test
	void pageTellsWhyRedisCannotBeAskedAndTheOfferGoesAndComesBack() throws Exception {
		addReader("ada");
		upToDate(Instant.now());
		awaitState("UP TO DATE");
		this.visitor.become("ada");
		server.kill();
		awaitState("UNAVAILABLE");
		assertThat(this.visitor.textOf("/flags", "big-segments-explanation")).containsIgnoringCase("redis");
		assertThat(this.visitor.textOf("/", "newsletter-offer")).isNull();
		server.start();
		addReader("ada");
		upToDate(Instant.now());
		awaitState("UP TO DATE");
		assertThat(this.visitor.textOf("/", "newsletter-offer")).isNotNull();
	}

}
