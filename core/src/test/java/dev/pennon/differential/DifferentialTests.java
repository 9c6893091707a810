package dev.pennon.differential;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.pennon.internal.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same flags, contexts and questions for Pennon and the LaunchDarkly Java SDK: value,
 * variation and reason must be the same, but for the {@linkplain KnownDifference known
 * differences}. Run more cases with {@code -Dpennon.differential.cases=1000000}, and
 * others with {@code -Dpennon.differential.seed=...}.
 */
class DifferentialTests {

	private static final Logger logger = LoggerFactory.getLogger(DifferentialTests.class);

	private static final int CASES = Integer.getInteger("pennon.differential.cases", 20_000);

	private static final long SEED = Long.getLong("pennon.differential.seed", 20_261_101L);

	private static final int FLAGS = 100;

	private static final int SEGMENTS = 25;

	private static final int CONTEXTS = 20;

	private static final Map<Question.ValueType, JsonNode> DEFAULTS = Map.of(Question.ValueType.BOOLEAN,
			Json.mapper().valueToTree(true), Question.ValueType.INTEGER, Json.mapper().valueToTree(-77),
			Question.ValueType.DOUBLE, Json.mapper().valueToTree(-77.5), Question.ValueType.STRING,
			Json.mapper().valueToTree("default"), Question.ValueType.JSON,
			Json.mapper().createArrayNode().add("default"));

	private static Oracle oracle;

	private static Subject subject;

	private final Map<Set<KnownDifference>, Integer> known = new TreeMap<>(Comparator.comparing(Set::toString));

	private final Map<String, Integer> reasons = new TreeMap<>();

	@BeforeAll
	static void open() {
		oracle = new Oracle();
		subject = new Subject();
	}

	@AfterAll
	static void close() {
		oracle.close();
		subject.close();
	}

	@Test
	void answersAreThoseOfTheLaunchDarklySdk() {
		RandomGenerator random = new SplittableRandom(SEED);
		long start = System.nanoTime();
		int cases = 0;
		while (cases < CASES) {
			CaseGenerator generator = new CaseGenerator(random, new ValuePool(random), FLAGS, SEGMENTS);
			ObjectNode data = generator.data();
			List<JsonNode> contexts = generator.contexts(CONTEXTS);
			load(data);
			for (int flag = 0; flag < FLAGS; flag++) {
				for (JsonNode context : contexts) {
					check(data, new Question(CaseGenerator.flagKey(flag), context, type(random, flag)), cases);
					cases++;
				}
			}
		}
		logger.info("{} cases with seed {} in {} ms; known differences: {}; reasons: {}", cases, SEED,
				(System.nanoTime() - start) / 1_000_000, this.known, this.reasons);
		assertThat(this.reasons.keySet()).as("kinds of reason that the cases reached")
			.contains("OFF", "FALLTHROUGH", "TARGET_MATCH", "RULE_MATCH", "PREREQUISITE_FAILED", "ERROR");
	}

	/** Returns the flag's type mostly, so that answers are values; else any type. */
	private static Question.ValueType type(RandomGenerator random, int flag) {
		Question.ValueType[] types = Question.ValueType.values();
		return (random.nextInt(10) > 0) ? CaseGenerator.typeOf(flag) : types[random.nextInt(types.length)];
	}

	private static void load(JsonNode data) {
		oracle.load(data);
		subject.load(data);
	}

	private void check(ObjectNode data, Question question, int number) {
		JsonNode defaultValue = DEFAULTS.get(question.type());
		Answer theirs = oracle.answer(question, defaultValue);
		Answer ours = subject.answer(question, defaultValue);
		this.reasons.merge(ours.reason().substring(0, ours.reason().indexOf(' ')), 1, Integer::sum);
		if (ours.isSameAs(theirs)) {
			return;
		}
		Set<KnownDifference> explanation = explanation(data, question, ours, theirs);
		if (explanation == null) {
			throw new AssertionError(report(data, question, number));
		}
		this.known.merge(explanation, 1, Integer::sum);
	}

	/**
	 * Returns the rules that, switched, make our answer theirs, none of which can be left
	 * out; null if there are none. The reference evaluator must give our answer as it is,
	 * and theirs with every rule switched.
	 */
	private static Set<KnownDifference> explanation(JsonNode data, Question question, Answer ours, Answer theirs) {
		Set<KnownDifference> rules = EnumSet.allOf(KnownDifference.class);
		if (!reference(data, question, EnumSet.noneOf(KnownDifference.class)).isSameAs(ours)
				|| !reference(data, question, rules).isSameAs(theirs)) {
			return null;
		}
		for (KnownDifference rule : KnownDifference.values()) {
			rules.remove(rule);
			if (!reference(data, question, rules).isSameAs(theirs)) {
				rules.add(rule);
			}
		}
		return rules;
	}

	private static Answer reference(JsonNode data, Question question, Set<KnownDifference> switched) {
		return new ReferenceEvaluator(data, switched).answer(question, DEFAULTS.get(question.type()));
	}

	private static String report(ObjectNode data, Question question, int number) {
		ObjectNode wrapped = Json.mapper().createObjectNode();
		wrapped.set("data", data);
		wrapped.set("context", question.context());
		ObjectNode smallest = Shrinker.shrink(wrapped, (candidate) -> differs(candidate, question));
		Question small = new Question(question.flagKey(), smallest.get("context"), question.type());
		load(smallest.get("data"));
		JsonNode defaultValue = DEFAULTS.get(question.type());
		return "Case %d of seed %d differs and no known difference explains it. %s of %s%n  ours:      %s%n  theirs:    %s%n  reference: %s%n  smallest:  %s"
			.formatted(number, SEED, question.type(), question.flagKey(), subject.answer(small, defaultValue),
					oracle.answer(small, defaultValue),
					reference(smallest.get("data"), small, EnumSet.noneOf(KnownDifference.class)), smallest);
	}

	private static boolean differs(ObjectNode candidate, Question question) {
		try {
			JsonNode data = candidate.get("data");
			Question small = new Question(question.flagKey(), candidate.get("context"), question.type());
			load(data);
			JsonNode defaultValue = DEFAULTS.get(question.type());
			Answer theirs = oracle.answer(small, defaultValue);
			Answer ours = subject.answer(small, defaultValue);
			return !ours.isSameAs(theirs) && explanation(data, small, ours, theirs) == null;
		}
		catch (RuntimeException ex) {
			return false; // no longer a case: one side refuses it
		}
	}

}
