package dev.pennon.differential;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes flags and segments at random, and everything about them that can be odd.
 */
final class CaseGenerator {

	private static final List<String> OPERATORS = List.of("in", "in", "startsWith", "endsWith", "contains", "matches",
			"lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "before", "after", "semVerEqual",
			"semVerLessThan", "semVerGreaterThan", "segmentMatch", "segmentMatch", "somethingNew");

	private static final int[] WEIGHTS = { 0, 1, 10_000, 33_333, 50_000, 60_000, 100_000, 150_000, -5, -100_000 };

	private final RandomGenerator random;

	private final ValuePool values;

	private final int flags;

	private final int segments;

	CaseGenerator(RandomGenerator random, ValuePool values, int flags, int segments) {
		this.random = random;
		this.values = values;
		this.flags = flags;
		this.segments = segments;
	}

	ObjectNode data() {
		ObjectNode data = object();
		ObjectNode flagsNode = data.putObject("flags");
		for (int i = 0; i < this.flags; i++) {
			flagsNode.set(flagKey(i), flag(i));
		}
		ObjectNode segmentsNode = data.putObject("segments");
		for (int i = 0; i < this.segments; i++) {
			segmentsNode.set(segmentKey(i), segment(i));
		}
		return data;
	}

	static String flagKey(int index) {
		return "flag" + index;
	}

	/** Returns the type that the variations of a flag have, but for a few that do not. */
	static Question.ValueType typeOf(int index) {
		Question.ValueType[] types = Question.ValueType.values();
		return types[index % types.length];
	}

	private static String segmentKey(int index) {
		return "segment" + index;
	}

	private ObjectNode flag(int index) {
		ObjectNode flag = object().put("key", flagKey(index)).put("version", 1 + this.random.nextInt(5));
		flag.put("on", chance(90));
		if (chance(1)) {
			flag.put("deleted", true);
		}
		if (chance(90)) {
			flag.put("salt", this.values.text());
		}
		oddities(flag);
		ArrayNode variations = flag.putArray("variations");
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			variations.add(this.values.variation(typeOf(index)));
		}
		int count = variations.size();
		if (chance(80)) {
			flag.put("offVariation", variation(count));
		}
		prerequisites(flag, index);
		targets(flag, count);
		if (chance(75)) {
			ArrayNode rules = flag.putArray("rules");
			for (int i = this.random.nextInt(4); i >= 0; i--) {
				rules.add(rule(count));
			}
		}
		if (chance(97)) {
			variationOrRollout(flag.putObject("fallthrough"), count);
		}
		return flag;
	}

	private void prerequisites(ObjectNode flag, int index) {
		if (!chance(20)) {
			return;
		}
		ArrayNode prerequisites = flag.putArray("prerequisites");
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			// Mostly flags further on, so that chains end; now and then any, so that
			// cycles form.
			int other = chance(92) ? index + 1 + this.random.nextInt(6) : this.random.nextInt(this.flags);
			String key = chance(95) ? flagKey(other) : "missing";
			prerequisites.addObject().put("key", key).put("variation", this.random.nextInt(3));
		}
	}

	private void targets(ObjectNode flag, int count) {
		if (chance(30)) {
			ArrayNode targets = flag.putArray("targets");
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				targets.addObject().put("variation", variation(count)).set("values", this.values.keys());
			}
		}
		if (chance(25)) {
			ArrayNode targets = flag.putArray("contextTargets");
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				ObjectNode target = targets.addObject();
				kind(target, "contextKind");
				target.put("variation", variation(count)).set("values", this.values.keys());
			}
		}
	}

	private ObjectNode rule(int count) {
		ObjectNode rule = object();
		if (chance(80)) {
			rule.put("id", this.values.text());
		}
		clauses(rule);
		variationOrRollout(rule, count);
		oddities(rule);
		return rule;
	}

	private void clauses(ObjectNode rule) {
		if (!chance(95)) {
			return;
		}
		ArrayNode clauses = rule.putArray("clauses");
		for (int i = this.random.nextInt(20) / 8; i >= 0; i--) {
			clauses.add(clause());
		}
	}

	private ObjectNode clause() {
		ObjectNode clause = object();
		String operator = pick(OPERATORS);
		clause.put("op", operator);
		kind(clause, "contextKind");
		String reference = operator.equals("segmentMatch") ? "" : this.values.referenceFor(operator);
		if (!chance(1)) {
			clause.put("attribute", reference);
		}
		if (chance(30)) {
			clause.put("negate", true);
		}
		ArrayNode expected = clause.putArray("values");
		for (int i = this.random.nextInt(20) / 3; i >= 0; i--) {
			if (operator.equals("segmentMatch")) {
				expected.add(segmentKey(this.random.nextInt(this.segments + 1)));
			}
			else {
				expected.add(this.values.operand(operator, reference));
			}
		}
		oddities(clause);
		return clause;
	}

	private void variationOrRollout(ObjectNode holder, int count) {
		if (chance(45)) {
			holder.put("variation", variation(count));
			return;
		}
		if (chance(3)) {
			return;
		}
		ObjectNode rollout = holder.putObject("rollout");
		if (chance(40)) {
			rollout.put("kind", chance(80) ? "experiment" : "rollout");
		}
		kind(rollout, "contextKind");
		if (chance(40)) {
			rollout.put("bucketBy", chance(95) ? this.values.reference() : "");
		}
		if (chance(30)) {
			rollout.put("seed", this.random.nextInt(4) * 61 - 61);
		}
		ArrayNode variations = rollout.putArray("variations");
		for (int i = chance(97) ? 1 + this.random.nextInt(4) : 0; i > 0; i--) {
			ObjectNode weighted = variations.addObject()
				.put("variation", variation(count))
				.put("weight",
						chance(50) ? this.random.nextInt(100_000) : WEIGHTS[this.random.nextInt(WEIGHTS.length)]);
			if (chance(20)) {
				weighted.put("untracked", true);
			}
		}
		oddities(rollout);
	}

	private ObjectNode segment(int index) {
		ObjectNode segment = object().put("key", segmentKey(index)).put("version", 1);
		if (chance(90)) {
			segment.put("salt", this.values.text());
		}
		if (chance(50)) {
			segment.set("included", this.values.keys());
			segment.set("excluded", this.values.keys());
		}
		for (String list : List.of("includedContexts", "excludedContexts")) {
			if (chance(25)) {
				ObjectNode target = segment.putArray(list).addObject();
				kind(target, "contextKind");
				target.set("values", this.values.keys());
			}
		}
		if (chance(8)) {
			segment.put("unbounded", true);
			kind(segment, "unboundedContextKind");
			if (chance(70)) {
				segment.put("generation", this.random.nextInt(3));
			}
		}
		if (chance(70)) {
			ArrayNode rules = segment.putArray("rules");
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				rules.add(segmentRule());
			}
		}
		oddities(segment);
		return segment;
	}

	private ObjectNode segmentRule() {
		ObjectNode rule = object();
		clauses(rule);
		if (chance(60)) {
			rule.put("weight",
					chance(50) ? this.random.nextInt(100_000) : WEIGHTS[this.random.nextInt(WEIGHTS.length)]);
			if (chance(50)) {
				rule.put("bucketBy", chance(95) ? this.values.reference() : "");
			}
			kind(rule, "rolloutContextKind");
		}
		return rule;
	}

	private void kind(ObjectNode holder, String property) {
		if (chance(50)) {
			holder.put(property, chance(97) ? this.values.kind() : "");
		}
	}

	private void oddities(ObjectNode holder) {
		if (chance(5)) {
			holder.set("unheardOf", this.values.any());
		}
	}

	private int variation(int count) {
		return chance(96) ? this.random.nextInt(count) : (chance(50) ? -1 : count + this.random.nextInt(2));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static ObjectNode object() {
		return Json.mapper().createObjectNode();
	}

	/**
	 * Makes contexts for the same values.
	 * @param count how many
	 * @return contexts as JSON
	 */
	List<JsonNode> contexts(int count) {
		return Stream.generate(this.values::context).limit(count).toList();
	}

}
