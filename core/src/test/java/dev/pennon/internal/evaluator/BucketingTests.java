package dev.pennon.internal.evaluator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for rollouts, experiments and weighted segment rules.
 */
class BucketingTests {

	/** In units of the weights, a hundred thousandth of the whole. */
	private static final double UNIT = 0.00001;

	private final EvaluationFixture fixture = new EvaluationFixture();

	private final BucketHash hash = new BucketHash();

	private static EvaluationContext user(String key) {
		return EvaluationContext.of(key);
	}

	private static EvaluationContext context(String json) {
		EvaluationContext context = EvaluationContext.fromJson(EvaluationFixture.json(json));
		assertThat(context.error()).isNull();
		return context;
	}

	@ParameterizedTest
	@CsvSource({ "hashKey.saltyA., userKeyA, 0.42157587", "hashKey.saltyA., userKeyB, 0.6708485",
			"hashKey.saltyA., userKeyC, 0.10343106", "61., userKeyA, 0.09801207", "61., userKeyB, 0.14483777",
			"61., userKeyC, 0.9242641", "segment3.salty., user-key, 0.14950",
			"segment3.salty., unmatching-key, 0.36563" })
	void bucketsAreTheSameAsEverywhereElse(String prefix, String text, double bucket) {
		assertThat(this.hash.bucket(prefix.getBytes(StandardCharsets.UTF_8), text)).isCloseTo(bucket, within(UNIT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "\u00e9\u00df", "\u4e2d\u6587", "\ud83d\ude00", "\ud83d", "x\ude00y",
			"\ud83d\ud83d\ude00", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud800\udc00", "\ud8c0\udc00",
			"\udbff\udfff" })
	void textIsHashedAsUtf8(String text) throws Exception {
		for (int prefixLength : new int[] { 0, 5, 250, 253, 256, 257, 1000 }) {
			for (int repeat : new int[] { 1, 100, 10_000 }) {
				String prefix = "p".repeat(prefixLength);
				assertThat(this.hash.bucket(prefix.getBytes(StandardCharsets.UTF_8), text.repeat(repeat)))
					.isEqualTo(expectedBucket(prefix + text.repeat(repeat)));
			}
		}
	}

	private static double expectedBucket(String input) throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-1").digest(input.getBytes(StandardCharsets.UTF_8));
		StringBuilder hex = new StringBuilder();
		for (byte octet : digest) {
			hex.append("%02x".formatted(octet));
		}
		return (double) Long.parseLong(hex.substring(0, 15), 16) / (double) 0xFFFFFFFFFFFFFFFL;
	}

	@ParameterizedTest
	@CsvSource({ "userKeyA, 42157", "userKeyB, 67084", "userKeyC, 10343" })
	void rolloutGivesTheShareThatTheBucketFallsInto(String key, int bucket) {
		assertBucket("", user(key), bucket);
	}

	@ParameterizedTest
	@CsvSource({ "userKeyA, 9801", "userKeyB, 14483", "userKeyC, 92426" })
	void seedReplacesKeyAndSalt(String key, int bucket) {
		assertBucket("'seed':61,", user(key), bucket);
		assertBucket("'seed':61,'kind':'experiment',", user(key), bucket);
	}

	@Test
	void seedOfZeroIsASeed() throws Exception {
		assertBucket("'seed':0,", user("userKeyA"), (int) (expectedBucket("0.userKeyA") / UNIT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'bucketBy':'attr',                            | 'userKeyA'  | hashKey.saltyA.userKeyA
			'bucketBy':'attr',                            | ''          | hashKey.saltyA.
			'bucketBy':'attr',                            | 33333       | hashKey.saltyA.33333
			'bucketBy':'attr',                            | -3          | hashKey.saltyA.-3
			'bucketBy':'attr',                            | 3.0         | hashKey.saltyA.3
			'bucketBy':'attr',                            | -0.0        | hashKey.saltyA.0
			'bucketBy':'attr',                            | 1e18        | hashKey.saltyA.1000000000000000000
			'bucketBy':'attr',                            | 9223372036854775807 | hashKey.saltyA.9223372036854775807
			'bucketBy':'attr',                            | -9223372036854775808 | hashKey.saltyA.-9223372036854775808
			'bucketBy':'attr','contextKind':'user',       | 'x'         | hashKey.saltyA.x
			'bucketBy':'/attr','contextKind':'user',      | 'x'         | hashKey.saltyA.x
			'bucketBy':'/attr/a','contextKind':'user',    | {'a':'x'}   | hashKey.saltyA.x
			'bucketBy':'name',                            | 1           | hashKey.saltyA.name
			'bucketBy':'key',                             | 1           | hashKey.saltyA.key
			'bucketBy':'',                                | 1           | hashKey.saltyA.key
			'bucketBy':null,                              | 1           | hashKey.saltyA.key
			'bucketBy':'','contextKind':'user',           | 1           | hashKey.saltyA.key
			'bucketBy':'attr','kind':'experiment',        | 'x'         | hashKey.saltyA.key
			'bucketBy':'attr','kind':'other',             | 'x'         | hashKey.saltyA.x
			""")
	void bucketByChoosesTheAttribute(String properties, String value, String input) throws Exception {
		EvaluationContext context = context("{'kind':'user','key':'key','name':'name','attr':%s}".formatted(value));
		assertBucket(properties, context, (int) (expectedBucket(input) / UNIT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'bucketBy':'attr',                          | 1.5
			'bucketBy':'attr',                          | true
			'bucketBy':'attr',                          | ['x']
			'bucketBy':'attr',                          | {'x':'y'}
			'bucketBy':'attr',                          | null
			'bucketBy':'attr',                          | 9223372036854775808
			'bucketBy':'attr',                          | 1e19
			'bucketBy':'attr',                          | 1e400
			'bucketBy':'attr',                          | 9223372036854775808.0
			'bucketBy':'attr',                          | -9223372036854777856.0
			'bucketBy':'anonymous',                     | 1
			'bucketBy':'missing',                       | 1
			'bucketBy':'/attr/x',                       | {'x':'y'}
			'bucketBy':'/attr/x','contextKind':'',      | {'x':'y'}
			'bucketBy':'/','contextKind':'user',        | 1
			'bucketBy':'/attr~','contextKind':'user',   | 1
			""")
	void valueThatCannotBeHashedIsInBucketZero(String properties, String value) {
		assertBucket(properties, context("{'kind':'user','key':'key','attr':%s}".formatted(value)), 0);
	}

	/**
	 * The bucket lies between two shares whose border is five units below and above. For
	 * bucket 0 the first weight is negative.
	 */
	private void assertBucket(String rolloutProperties, EvaluationContext context, int bucket) {
		String rollout = "{'rollout':{%s'variations':[{'variation':0,'weight':%d},{'variation':1,'weight':10},{'variation':2,'weight':%d}]}}"
			.formatted(rolloutProperties, bucket - 5, 100_000 - bucket - 5);
		String flagProperties = "'on':true,'salt':'saltyA','variations':['a','b','c'],";
		FeatureFlag fallingThrough = this.fixture.rawFlag("hashKey", flagProperties + "'fallthrough':" + rollout);
		assertThat(this.fixture.evaluate(fallingThrough, context).variationIndex()).isEqualTo(1);
		FeatureFlag withRule = this.fixture.rawFlag("hashKey",
				flagProperties + "'rules':[%s,{'variation':0}]".formatted(rollout));
		assertThat(this.fixture.evaluate(withRule, context).variationIndex()).isEqualTo(1);
	}

	@Test
	void lastShareIsGivenIfTheWeightsDoNotReachTheBucket() {
		assertThat(
				rollout("'kind':'rollout',", "{'variation':0,'weight':1},{'variation':2,'weight':1}", user("userKeyA")))
			.isEqualTo("c false");
	}

	@Test
	void contextWithoutTheKindGetsTheFirstShareAndIsNotInTheExperiment() {
		String shares = "{'variation':0,'weight':0},{'variation':2,'weight':100000}";
		assertThat(rollout("'contextKind':'org',", shares, user("userKeyA"))).isEqualTo("a false");
		assertThat(rollout("'kind':'experiment','contextKind':'org',", shares, user("userKeyA"))).isEqualTo("a false");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'kind':'experiment', | 'weight':100000                   | true
			'kind':'experiment', | 'weight':1                        | true
			'kind':'experiment', | 'weight':100000,'untracked':false | true
			'kind':'experiment', | 'weight':100000,'untracked':true  | false
			'kind':'rollout',    | 'weight':100000                   | false
			'kind':'Experiment', | 'weight':100000                   | false
			'kind':null,         | 'weight':100000                   | false
			""")
	void trackedShareOfAnExperimentIsMarkedInTheReason(String properties, String share, boolean inExperiment) {
		assertThat(rollout(properties, "{'variation':1,%s}".formatted(share), user("userKeyA")))
			.isEqualTo("b " + inExperiment);
	}

	private String rollout(String properties, String shares, EvaluationContext context) {
		String rollout = "{'id':'r','rollout':{%s'variations':[%s]}}".formatted(properties, shares);
		FeatureFlag withRule = this.fixture.flag("flag", "'rules':[%s]".formatted(rollout));
		EvaluationDetail<@Nullable JsonNode> byRule = this.fixture.evaluate(withRule, context);
		assertThat(byRule.reason()).isEqualTo(EvaluationReason.ruleMatch(0, "r", byRule.reason().inExperiment()));
		EvaluationDetail<@Nullable JsonNode> byFallthrough = this.fixture
			.evaluate(this.fixture.flag("flag", "'fallthrough':" + rollout), context);
		assertThat(byFallthrough.reason()).isEqualTo(EvaluationReason.fallthrough(byRule.reason().inExperiment()));
		assertThat(byFallthrough.value()).isEqualTo(byRule.value());
		return byRule.value().stringValue() + " " + byRule.reason().inExperiment();
	}

	@Test
	void missingSaltIsEmpty() throws Exception {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a','b','c'],'fallthrough':{'rollout':{'variations':[{'variation':0,'weight':%d},{'variation':1,'weight':2},{'variation':2,'weight':1}]}}"
					.formatted((int) (expectedBucket("flag..u") / UNIT) - 1));
		assertThat(this.fixture.evaluate(flag, user("u")).variationIndex()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "user-key, true", "unmatching-key, false" })
	void segmentRuleMatchesBelowItsWeight(String key, boolean member) {
		this.fixture.segment("segment3", "'salt':'salty','rules':[{'clauses':[],'weight':14955}]");
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['segment3']}", user(key))).isEqualTo(member);
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true" })
	void segmentRuleDoesNotMatchAtItsWeight(int weight, boolean member) {
		this.fixture.segment("s", "'rules':[{'clauses':[],'bucketBy':'missing','weight':%d}]".formatted(weight));
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['s']}", user("u"))).isEqualTo(member);
	}

	@Test
	void bucketOnTheBorderOfTwoSharesIsInTheSecond() {
		assertThat(rollout("'bucketBy':'missing',", "{'variation':0,'weight':0},{'variation':2,'weight':100000}",
				user("u")))
			.isEqualTo("c false");
	}

	@Test
	void leastIntegerIsHashed() throws Exception {
		int bucket = (int) (expectedBucket("hashKey.saltyA.-9223372036854775808") / UNIT);
		for (String number : new String[] { "-9223372036854775808", "-9223372036854775808.0" }) {
			assertBucket("'bucketBy':'attr',", context("{'kind':'user','key':'key','attr':%s}".formatted(number)),
					bucket);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'bucketBy':'attr'                                | 'user-key'       | true
			'bucketBy':'attr'                                | 'unmatching-key' | false
			'bucketBy':'/attr'                               | 'user-key'       | true
			'bucketBy':'/attr/x','rolloutContextKind':'user' | {'x':'user-key'} | true
			'bucketBy':'/attr/x','rolloutContextKind':'user' | {'x':'unmatching-key'} | false
			'bucketBy':'attr','seed':61                      | 'unmatching-key' | false
			""")
	void segmentRuleMayUseAnotherAttribute(String properties, String value, boolean member) {
		this.fixture.segment("segment3", "'salt':'salty','rules':[{%s,'weight':14955}]".formatted(properties));
		EvaluationContext context = context("{'kind':'user','key':'zzz','attr':%s}".formatted(value));
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['segment3']}", context)).isEqualTo(member);
	}

	@Test
	void ownKeyOfAFlagIsHashedRatherThanTheStorageKey() throws Exception {
		String json = EvaluationFixture.json(
				"{'key':'own','version':1,'on':true,'salt':'s','variations':['a','b','c'],'fallthrough':{'rollout':{'variations':[{'variation':0,'weight':%d},{'variation':1,'weight':2},{'variation':2,'weight':1}]}}}"
					.formatted((int) (expectedBucket("own.s.u") / UNIT) - 1));
		FeatureFlag flag = DataKinds.FEATURES.decode("stored", json.getBytes(StandardCharsets.UTF_8));
		assertThat(flag.key()).isEqualTo("stored");
		assertThat(this.fixture.evaluate(flag, user("u")).variationIndex()).isEqualTo(1);
	}

}
