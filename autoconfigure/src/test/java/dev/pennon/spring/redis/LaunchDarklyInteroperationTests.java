package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.json.Json;
import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerAnswer;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerKind;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The LaunchDarkly Java SDK with its Redis store and Pennon on one Redis: what one
 * writes, the other reads, and both give the same answers.
 */
@Timeout(120)
class LaunchDarklyInteroperationTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final String PREFIX = "launchdarkly";

	private static LaunchDarkly launchDarkly;

	private static LettuceConnectionFactory factory;

	private PeerClient peer;

	private CachingStoreWrapper store;

	private FlagClient client;

	@BeforeAll
	static void load() {
		launchDarkly = LaunchDarkly.load();
		factory = RedisStores.factory(server);
	}

	@AfterAll
	static void unload() {
		factory.destroy();
		launchDarkly.close();
	}

	@BeforeEach
	void connect() {
		server.reset();
		this.peer = launchDarkly.sdk().client(Settings.writer(server.port(), PREFIX));
		this.store = RedisStores.store(factory, PREFIX, CacheMode.OFF);
		this.client = FlagClient.builder().featureStore(this.store).externalData(true).build();
		this.client.start();
	}

	@AfterEach
	void disconnect() {
		this.client.close();
		this.store.close();
		this.peer.close();
	}

	private void assertSameAnswers() {
		for (String user : SharedFlags.USERS) {
			Object theirs = this.peer.user(user);
			EvaluationContext ours = EvaluationContext.fromJson(user);
			for (String key : SharedFlags.FLAGS.keySet()) {
				assertSame(key + " for " + user, this.peer.answer(key, theirs),
						this.client.jsonVariationDetail(key, ours, NullNode.getInstance()));
			}
			assertSame("absent flag", this.peer.answer("absent", theirs),
					this.client.jsonVariationDetail("absent", ours, NullNode.getInstance()));
			assertSameFlags(this.peer.allFlags(theirs), this.client.allFlagsState(ours).values());
		}
	}

	private static void assertSame(String what, PeerAnswer theirs, EvaluationDetail<JsonNode> ours) {
		assertThat(Json.equal(ours.value(), Json.read(theirs.value()))).as("%s: %s, %s", what, theirs, ours).isTrue();
		EvaluationReason reason = ours.reason();
		assertThat(new PeerAnswer(theirs.value(), ours.variationIndex(), reason.kind().name(), reason.ruleIndex(),
				reason.ruleId(), reason.prerequisiteKey(),
				(reason.errorKind() != null) ? reason.errorKind().name() : null))
			.as(what)
			.isEqualTo(theirs);
	}

	private static void assertSameFlags(Map<String, String> theirs, Map<String, JsonNode> ours) {
		assertThat(ours.keySet()).isEqualTo(theirs.keySet());
		ours.forEach((key, value) -> assertThat(Json.equal(value, Json.read(theirs.get(key)))).as(key).isTrue());
	}

	private String answerOf(String key) {
		Object user = this.peer.user(SharedFlags.USERS.get(0));
		PeerAnswer theirs = this.peer.answer(key, user);
		EvaluationDetail<JsonNode> ours = this.client.jsonVariationDetail(key,
				EvaluationContext.fromJson(SharedFlags.USERS.get(0)), NullNode.getInstance());
		assertSame(key, theirs, ours);
		return theirs.value();
	}

	private <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, String key, String json) {
		return this.store.upsert(kind, kind.decode(key, json.getBytes(StandardCharsets.UTF_8)));
	}

	private static String flag(String key, int version, String value) {
		return """
				{"key":"%s","version":%d,"on":true,"variations":["%s"],"offVariation":0,"fallthrough":{"variation":0},"salt":"s"}"""
			.formatted(key, version, value);
	}

	private static String segment(int version, String... included) {
		return """
				{"key":"beta","version":%d,"included":["%s"],"excluded":[],"rules":[],"salt":"s"}""".formatted(version,
				String.join("\",\"", included));
	}

	@Test
	void oldDriverIsNotOnTheClassPath() {
		assertThatExceptionOfType(ClassNotFoundException.class)
			.isThrownBy(() -> Class.forName("com.launchdarkly.sdk.server.LDClient"));
		assertThat(redis.clients.jedis.Jedis.class.getPackage().getImplementationVersion()).isNotEqualTo("2.9.0");
	}

	@Test
	void whatLaunchDarklyWritesIsReadHere() {
		this.peer.source().init(this.peer.source().parse(SharedFlags.FLAGS, SharedFlags.SEGMENTS));
		assertThat(server.admin().keys("*")).containsExactlyInAnyOrder("launchdarkly:features", "launchdarkly:segments",
				"launchdarkly:$inited");
		try (RedisFeatureStoreCore core = RedisStores.core(factory, PREFIX)) {
			assertThat(core.initializedInternal()).isTrue();
		}
		assertThat(this.store.all(DataKinds.FEATURES)).containsOnlyKeys(SharedFlags.FLAGS.keySet());
		assertThat(this.store.all(DataKinds.SEGMENTS)).containsOnlyKeys(SharedFlags.SEGMENTS.keySet());
		assertSameAnswers();
	}

	@Test
	void whatIsWrittenHereLaunchDarklyReads() {
		this.store.init(SharedFlags.data());
		assertThat(server.admin().keys("*")).containsExactlyInAnyOrder("launchdarkly:features", "launchdarkly:segments",
				"launchdarkly:$inited");
		assertSameAnswers();
	}

	@Test
	void itemsThatAreWrittenOneByOneAreReadByTheOther() {
		SharedFlags.SEGMENTS.forEach((key, json) -> assertThat(upsert(DataKinds.SEGMENTS, key, json)).isTrue());
		SharedFlags.FLAGS.forEach((key, json) -> assertThat(upsert(DataKinds.FEATURES, key, json)).isTrue());
		assertSameAnswers();
		server.admin().flushall();
		SharedFlags.SEGMENTS
			.forEach((key, json) -> assertThat(this.peer.store().upsert(PeerKind.SEGMENT, key, json)).isTrue());
		SharedFlags.FLAGS
			.forEach((key, json) -> assertThat(this.peer.store().upsert(PeerKind.FLAG, key, json)).isTrue());
		assertSameAnswers();
	}

	@Test
	void unknownPropertiesAndNumbersStayAsTheyCame() {
		this.store.init(SharedFlags.data());
		String numbers = server.admin().hget("launchdarkly:features", "numbers");
		assertThat(numbers).contains("1.50", "12345678901234567890", "1E2", ",1.0]");
		assertThat(server.admin().hget("launchdarkly:features", "unknown properties")).contains(SharedFlags.UNKNOWN);
		assertThat(server.admin().hget("launchdarkly:segments", "beta")).contains(SharedFlags.UNKNOWN);
		SharedFlags.FLAGS.forEach((key, json) -> server.admin().hset("launchdarkly:features", key, json));
		assertSameAnswers();
		for (String key : SharedFlags.FLAGS.keySet()) {
			FeatureFlag read = this.store.get(DataKinds.FEATURES, key);
			assertThat(new String(DataKinds.FEATURES.encode(read), StandardCharsets.UTF_8))
				.isEqualTo(SharedFlags.FLAGS.get(key));
		}
	}

	@Test
	void higherVersionWinsWhoeverWritesIt() {
		assertThat(this.peer.store().upsert(PeerKind.FLAG, "f", flag("f", 5, "theirs 5"))).isTrue();
		assertThat(upsert(DataKinds.FEATURES, "f", flag("f", 5, "ours 5"))).isFalse();
		assertThat(answerOf("f")).isEqualTo("\"theirs 5\"");
		assertThat(upsert(DataKinds.FEATURES, "f", flag("f", 6, "ours 6"))).isTrue();
		assertThat(this.peer.store().upsert(PeerKind.FLAG, "f", flag("f", 6, "theirs 6"))).isFalse();
		assertThat(answerOf("f")).isEqualTo("\"ours 6\"");
		assertThat(this.peer.store().upsert(PeerKind.FLAG, "f", flag("f", 7, "theirs 7"))).isTrue();
		assertThat(answerOf("f")).isEqualTo("\"theirs 7\"");
	}

	@Test
	void tombstoneOfEitherHidesTheFlagAndKeepsItsVersion() {
		this.store.init(SharedFlags.data());
		assertThat(this.peer.store().delete(PeerKind.FLAG, "on", 20)).isTrue();
		assertThat(server.admin().hget("launchdarkly:features", "on")).doesNotContain("\"key\"");
		assertThat(answerOf("on")).isEqualTo("null");
		assertThat(upsert(DataKinds.FEATURES, "on", flag("on", 20, "too old"))).isFalse();
		assertThat(upsert(DataKinds.FEATURES, "on", flag("on", 21, "back"))).isTrue();
		assertThat(answerOf("on")).isEqualTo("\"back\"");

		assertThat(this.store.delete(DataKinds.FEATURES, "off", 20)).isTrue();
		assertThat(server.admin().hget("launchdarkly:features", "off")).contains("\"key\":\"off\"");
		assertThat(answerOf("off")).isEqualTo("null");
		assertThat(this.peer.store().upsert(PeerKind.FLAG, "off", flag("off", 20, "too old"))).isFalse();
		assertThat(answerOf("off")).isEqualTo("null");
		assertSameAnswers();
		assertThat(this.peer.store().upsert(PeerKind.FLAG, "off", flag("off", 21, "back"))).isTrue();
		assertThat(answerOf("off")).isEqualTo("\"back\"");
	}

	@Test
	void segmentOfEitherDecidesForBoth() {
		this.store.init(SharedFlags.data(SharedFlags.FLAGS, Map.of("beta", segment(2, "anna"))));
		assertThat(answerOf("segment")).isEqualTo("true");
		assertThat(this.peer.store().upsert(PeerKind.SEGMENT, "beta", segment(3, "bob", "carl"))).isTrue();
		assertThat(answerOf("segment")).isEqualTo("false");
		assertThat(upsert(DataKinds.SEGMENTS, "beta", segment(4, "bob", "anna"))).isTrue();
		assertThat(answerOf("segment")).isEqualTo("true");
		assertThat(this.peer.store().delete(PeerKind.SEGMENT, "beta", 5)).isTrue();
		assertThat(answerOf("segment")).isEqualTo("false");
		assertThat(upsert(DataKinds.SEGMENTS, "beta", segment(6, "anna"))).isTrue();
		assertThat(answerOf("segment")).isEqualTo("true");
		assertThat(this.store.delete(DataKinds.SEGMENTS, "beta", 7)).isTrue();
		assertThat(answerOf("segment")).isEqualTo("false");
		assertThat(this.peer.store().upsert(PeerKind.SEGMENT, "beta", segment(7, "anna"))).isFalse();
	}

	@Test
	void fullDataOfOneReplacesThatOfTheOther() {
		Map<String, String> fewer = new HashMap<>(SharedFlags.FLAGS);
		fewer.remove("on");
		this.store.init(SharedFlags.data());
		this.peer.source().init(this.peer.source().parse(fewer, Map.of()));
		assertThat(answerOf("on")).isEqualTo("null");
		assertThat(this.store.all(DataKinds.SEGMENTS)).isEmpty();
		assertSameAnswers();
		this.store.init(SharedFlags.data());
		assertThat(answerOf("on")).isEqualTo("true");
		assertSameAnswers();
	}

}
