package dev.pennon.differential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;

/**
 * A second implementation of the evaluation algorithm, written for the eye: it walks the
 * JSON, compiles nothing, and can follow either side of each {@link KnownDifference}. No
 * big segment store is configured.
 */
final class ReferenceEvaluator {

	private static final BigInteger BUCKET_SCALE = new BigInteger("FFFFFFFFFFFFFFF", 16);

	private final JsonNode data;

	private final Set<KnownDifference> switched;

	private final ReferenceOperators operators;

	private ReferenceContext context;

	private List<String> flagPath;

	private List<String> segmentPath;

	private String bigSegmentsStatus;

	ReferenceEvaluator(JsonNode data, Set<KnownDifference> switched) {
		this.data = data;
		this.switched = switched;
		this.operators = new ReferenceOperators(switched);
	}

	Answer answer(Question question, JsonNode defaultValue) {
		JsonNode flag = item("flags", question.flagKey());
		if (flag == null) {
			return error("FLAG_NOT_FOUND", defaultValue);
		}
		this.context = new ReferenceContext(question.context());
		this.flagPath = new ArrayList<>();
		this.segmentPath = new ArrayList<>();
		this.bigSegmentsStatus = null;
		Result result;
		try {
			result = evaluate(flag);
		}
		catch (Abort abort) {
			return error(abort.errorKind, defaultValue);
		}
		if (result.variation < 0) {
			return new Answer(defaultValue, -1, result.reason(this.bigSegmentsStatus));
		}
		return typed(question.type(), result, defaultValue);
	}

	private Answer typed(Question.ValueType type, Result result, JsonNode defaultValue) {
		JsonNode value = result.value;
		boolean matches = switch (type) {
			case BOOLEAN -> value.isBoolean();
			case INTEGER, DOUBLE -> value.isNumber();
			case STRING -> value.isString();
			case JSON -> true;
		};
		if (!matches) {
			if (value.isNull() && this.switched.contains(KnownDifference.NULL_VARIATION)) {
				return javaNull(type, result);
			}
			return error("WRONG_TYPE", defaultValue);
		}
		if (type == Question.ValueType.INTEGER) {
			value = IntNode.valueOf((int) value.doubleValue());
		}
		if (type == Question.ValueType.DOUBLE) {
			value = DoubleNode.valueOf(value.doubleValue());
		}
		return new Answer(value, result.variation, result.reason(this.bigSegmentsStatus));
	}

	private Answer javaNull(Question.ValueType type, Result result) {
		return switch (type) {
			case BOOLEAN -> javaZero(BooleanNode.FALSE, result);
			case INTEGER -> javaZero(IntNode.valueOf(0), result);
			case DOUBLE -> javaZero(DoubleNode.valueOf(0), result);
			default -> new Answer(NullNode.getInstance(), result.variation, result.reason(this.bigSegmentsStatus));
		};
	}

	/**
	 * Adding the status of big segments to its answer, Java loses that the type was
	 * wrong.
	 */
	private Answer javaZero(JsonNode zero, Result result) {
		return (this.bigSegmentsStatus != null) ? new Answer(zero, -1, result.reason(this.bigSegmentsStatus))
				: error("WRONG_TYPE", zero);
	}

	private Answer error(String errorKind, JsonNode defaultValue) {
		return new Answer(defaultValue, -1, Answer.reason("ERROR", -1, null, null, errorKind, false, null));
	}

	private JsonNode item(String collection, String key) {
		JsonNode item = this.data.path(collection).get(key);
		return (item != null && item.path("deleted").asBoolean(false)) ? null : item;
	}

	private Result evaluate(JsonNode flag) {
		if (!flag.path("on").asBoolean(false)) {
			return off(flag, Reason.of("OFF"));
		}
		String failed = failedPrerequisite(flag);
		if (failed != null) {
			return off(flag, new Reason("PREREQUISITE_FAILED", -1, null, failed, null, false));
		}
		Integer target = target(flag);
		if (target != null) {
			return variation(flag, target, Reason.of("TARGET_MATCH"));
		}
		int index = 0;
		for (JsonNode rule : flag.path("rules")) {
			if (clausesMatch(rule)) {
				String id = rule.path("id").isString() ? rule.get("id").stringValue() : null;
				return variationOrRollout(flag, rule, new Reason("RULE_MATCH", index, id, null, null, false));
			}
			index++;
		}
		JsonNode fallthrough = flag.get("fallthrough");
		if ((fallthrough == null || fallthrough.isNull())
				&& this.switched.contains(KnownDifference.FALLTHROUGH_ABSENT)) {
			throw new Abort("EXCEPTION");
		}
		return variationOrRollout(flag, flag.path("fallthrough"), Reason.of("FALLTHROUGH"));
	}

	private Result off(JsonNode flag, Reason reason) {
		JsonNode offVariation = flag.path("offVariation");
		return offVariation.isNumber() ? variation(flag, offVariation.intValue(), reason)
				: new Result(NullNode.getInstance(), -1, reason);
	}

	private Result variation(JsonNode flag, int index, Reason reason) {
		JsonNode variations = flag.path("variations");
		if (index < 0 || index >= variations.size()) {
			return malformed();
		}
		return new Result(variations.get(index), index, reason);
	}

	private static Result malformed() {
		return new Result(NullNode.getInstance(), -1, new Reason("ERROR", -1, null, null, "MALFORMED_FLAG", false));
	}

	private String failedPrerequisite(JsonNode flag) {
		String flagKey = flag.get("key").stringValue();
		this.flagPath.add(flagKey);
		try {
			for (JsonNode prerequisite : flag.path("prerequisites")) {
				String key = prerequisite.get("key").stringValue();
				if (this.flagPath.contains(key)) {
					throw new Abort("MALFORMED_FLAG");
				}
				JsonNode required = item("flags", key);
				if (required == null) {
					return key;
				}
				Result result = evaluate(required);
				if (!required.path("on").asBoolean(false)
						|| result.variation != prerequisite.path("variation").intValue()) {
					return key;
				}
			}
			return null;
		}
		finally {
			this.flagPath.remove(this.flagPath.size() - 1);
		}
	}

	private Integer target(JsonNode flag) {
		JsonNode user = this.context.individual("user");
		if (flag.path("contextTargets").isEmpty()) {
			for (JsonNode target : flag.path("targets")) {
				if (hasKey(user, target)) {
					return target.get("variation").intValue();
				}
			}
			return null;
		}
		for (JsonNode target : flag.path("contextTargets")) {
			String kind = kindOf(target, "contextKind");
			JsonNode holder = kind.equals("user") ? userTarget(flag, target.get("variation").intValue()) : target;
			if (holder != null && hasKey(this.context.individual(kind), holder)) {
				return target.get("variation").intValue();
			}
		}
		return null;
	}

	private static JsonNode userTarget(JsonNode flag, int variation) {
		for (JsonNode target : flag.path("targets")) {
			if (target.get("variation").intValue() == variation) {
				return target;
			}
		}
		return null;
	}

	private static boolean hasKey(JsonNode individual, JsonNode target) {
		return individual != null && contains(target.path("values"), individual.get("key").stringValue());
	}

	private static boolean contains(JsonNode texts, String text) {
		for (JsonNode candidate : texts) {
			if (candidate.stringValue().equals(text)) {
				return true;
			}
		}
		return false;
	}

	private static String kindOf(JsonNode holder, String property) {
		JsonNode kind = holder.get(property);
		return (kind == null || kind.isNull() || kind.stringValue().isEmpty()) ? "user" : kind.stringValue();
	}

	private boolean clausesMatch(JsonNode rule) {
		for (JsonNode clause : rule.path("clauses")) {
			if (!clauseMatches(clause)) {
				return false;
			}
		}
		return true;
	}

	private boolean clauseMatches(JsonNode clause) {
		boolean negate = clause.path("negate").asBoolean(false);
		String operator = clause.path("op").stringValue("");
		if (operator.equals("segmentMatch")) {
			return negate != anySegmentMatches(clause.path("values"));
		}
		List<String> path = reference(clause, "attribute", "contextKind");
		if (path == null) {
			throw new Abort("MALFORMED_FLAG");
		}
		if (path.equals(List.of("kind"))) {
			return negate != this.context.kinds()
				.stream()
				.anyMatch((kind) -> anyValueMatches(operator, Json.mapper().valueToTree(kind), clause));
		}
		JsonNode individual = this.context.individual(kindOf(clause, "contextKind"));
		JsonNode value = (individual != null) ? ReferenceContext.value(individual, path) : null;
		if (value == null || value.isObject()) {
			return false;
		}
		if (!value.isArray()) {
			return negate != anyValueMatches(operator, value, clause);
		}
		for (JsonNode element : value) {
			if (anyValueMatches(operator, element, clause)) {
				return !negate;
			}
		}
		return negate;
	}

	private List<String> reference(JsonNode holder, String property, String kindProperty) {
		JsonNode reference = holder.get(property);
		if (reference == null || reference.isNull()) {
			return null;
		}
		return ReferencePath.parse(reference.stringValue(), isLiteral(holder.get(kindProperty)));
	}

	private boolean isLiteral(JsonNode kind) {
		return kind == null || kind.isNull()
				|| (kind.stringValue().isEmpty() && !this.switched.contains(KnownDifference.EMPTY_CONTEXT_KIND));
	}

	private boolean anyValueMatches(String operator, JsonNode actual, JsonNode clause) {
		for (JsonNode expected : clause.path("values")) {
			if (this.operators.matches(operator, actual, expected)) {
				return true;
			}
		}
		return false;
	}

	private boolean anySegmentMatches(JsonNode keys) {
		for (JsonNode key : keys) {
			if (!key.isString()) {
				continue;
			}
			if (this.segmentPath.contains(key.stringValue())) {
				throw new Abort("MALFORMED_FLAG");
			}
			JsonNode segment = item("segments", key.stringValue());
			if (segment != null && segmentMatches(segment)) {
				return true;
			}
		}
		return false;
	}

	private boolean segmentMatches(JsonNode segment) {
		if (segment.path("unbounded").asBoolean(false)) {
			if (!segment.path("generation").isNumber()) {
				this.bigSegmentsStatus = "NOT_CONFIGURED";
				return false;
			}
			if (this.context.individual(kindOf(segment, "unboundedContextKind")) == null) {
				return false;
			}
			this.bigSegmentsStatus = "NOT_CONFIGURED";
		}
		else {
			Boolean listed = listed(segment);
			if (listed != null) {
				return listed;
			}
		}
		this.segmentPath.add(segment.get("key").stringValue());
		try {
			for (JsonNode rule : segment.path("rules")) {
				if (segmentRuleMatches(segment, rule)) {
					return true;
				}
			}
			return false;
		}
		finally {
			this.segmentPath.remove(this.segmentPath.size() - 1);
		}
	}

	private Boolean listed(JsonNode segment) {
		for (boolean include : new boolean[] { true, false }) {
			String list = include ? "included" : "excluded";
			JsonNode user = this.context.individual("user");
			if (user != null && contains(segment.path(list), user.get("key").stringValue())) {
				return include;
			}
			for (JsonNode target : segment.path(list + "Contexts")) {
				if (hasKey(this.context.individual(kindOf(target, "contextKind")), target)) {
					return include;
				}
			}
		}
		return null;
	}

	private boolean segmentRuleMatches(JsonNode segment, JsonNode rule) {
		if (!clausesMatch(rule)) {
			return false;
		}
		JsonNode weight = rule.path("weight");
		if (!weight.isNumber()) {
			return true;
		}
		double bucket = bucket(null, kindOf(rule, "rolloutContextKind"), segment, rule, "rolloutContextKind");
		return isFloat() ? (float) bucket < (float) weight.intValue() / 100000F : bucket < weight.intValue() / 100000.0;
	}

	private boolean isFloat() {
		return this.switched.contains(KnownDifference.DOUBLE_BUCKETS);
	}

	private Result variationOrRollout(JsonNode flag, JsonNode holder, Reason reason) {
		if (holder.path("variation").isNumber()) {
			return variation(flag, holder.get("variation").intValue(), reason);
		}
		JsonNode rollout = holder.path("rollout");
		JsonNode weighted = rollout.path("variations");
		if (weighted.isEmpty()) {
			return malformed();
		}
		boolean experiment = rollout.path("kind").stringValue("").equals("experiment");
		double bucket = bucket(experiment ? List.of("key") : null, kindOf(rollout, "contextKind"), flag, rollout,
				"contextKind");
		JsonNode chosen = choose(weighted, bucket);
		boolean last = chosen == null;
		if (chosen == null || (chosen.get("variation").intValue() < 0
				&& this.switched.contains(KnownDifference.NEGATIVE_ROLLOUT_VARIATION))) {
			last = true;
			chosen = weighted.get(weighted.size() - 1);
		}
		boolean kindIsThere = bucket >= 0 || (last && this.switched.contains(KnownDifference.EXPERIMENT_WITHOUT_KIND));
		boolean inExperiment = experiment && kindIsThere && !chosen.path("untracked").asBoolean(false);
		return variation(flag, chosen.get("variation").intValue(), reason.inExperiment(inExperiment));
	}

	private JsonNode choose(JsonNode weighted, double bucket) {
		double sum = 0;
		float floatSum = 0;
		for (JsonNode candidate : weighted) {
			int weight = candidate.get("weight").intValue();
			sum += weight / 100000.0;
			floatSum += (float) weight / 100000F;
			if (isFloat() ? (float) bucket < floatSum : bucket < sum) {
				return candidate;
			}
		}
		return null;
	}

	private double bucket(List<String> fixedPath, String kind, JsonNode item, JsonNode holder, String kindProperty) {
		JsonNode individual = this.context.individual(kind);
		if (individual == null) {
			return -1;
		}
		List<String> path = fixedPath;
		if (path == null) {
			JsonNode bucketBy = holder.get("bucketBy");
			boolean absent = bucketBy == null || bucketBy.isNull()
					|| (bucketBy.stringValue().isEmpty() && !this.switched.contains(KnownDifference.EMPTY_BUCKET_BY));
			path = absent ? List.of("key") : reference(holder, "bucketBy", kindProperty);
		}
		String text = (path != null) ? bucketText(ReferenceContext.value(individual, path)) : null;
		if (text == null) {
			return 0;
		}
		JsonNode salt = item.get("salt");
		String missing = this.switched.contains(KnownDifference.MISSING_SALT) ? "null" : "";
		String prefix = holder.path("seed").isNumber() ? holder.get("seed").asString() : item.get("key").stringValue()
				+ "." + ((salt == null || salt.isNull()) ? missing : salt.stringValue());
		BigInteger hash = new BigInteger(sha1(prefix + "." + text).substring(0, 15), 16);
		return isFloat() ? (float) hash.longValue() / (float) BUCKET_SCALE.longValue()
				: (double) hash.longValue() / BUCKET_SCALE.longValue();
	}

	private String bucketText(JsonNode value) {
		if (value == null || !(value.isString() || value.isNumber())) {
			return null;
		}
		if (value.isString()) {
			return value.stringValue();
		}
		double number = value.doubleValue();
		if (this.switched.contains(KnownDifference.LONG_BUCKET_BY)) {
			return (number == (int) number) ? String.valueOf((int) number) : null;
		}
		if (value.isIntegralNumber()) {
			return value.canConvertToLong() ? String.valueOf(value.longValue()) : null;
		}
		return (number == Math.rint(number) && Math.abs(number) < 0x1p63) ? String.valueOf((long) number) : null;
	}

	private static String sha1(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Reason(String kind, int ruleIndex, String ruleId, String prerequisiteKey, String errorKind,
			boolean isInExperiment) {

		static Reason of(String kind) {
			return new Reason(kind, -1, null, null, null, false);
		}

		Reason inExperiment(boolean isInExperiment) {
			return new Reason(this.kind, this.ruleIndex, this.ruleId, this.prerequisiteKey, this.errorKind,
					isInExperiment);
		}

	}

	private record Result(JsonNode value, int variation, Reason reason) {

		String reason(String bigSegmentsStatus) {
			return Answer.reason(this.reason.kind, this.reason.ruleIndex, this.reason.ruleId,
					this.reason.prerequisiteKey, this.reason.errorKind, this.reason.isInExperiment, bigSegmentsStatus);
		}

	}

	private static final class Abort extends RuntimeException {

		private final String errorKind;

		Abort(String errorKind) {
			super(errorKind, null, false, false);
			this.errorKind = errorKind;
		}

	}

}
