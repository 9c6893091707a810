package dev.pennon.internal.evaluator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pennon.bigsegment.BigSegmentQuery;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Segment;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Flags and segments, written as JSON with single quotes, and an evaluator that reads
 * them.
 */
final class EvaluationFixture implements ReadOnlyStore {

	static final EvaluationContext USER = EvaluationContext.of("user-key");

	private final Map<String, FeatureFlag> flags = new HashMap<>();

	private final Map<String, Segment> segments = new HashMap<>();

	private final List<String> prerequisites = new ArrayList<>();

	private final Evaluator evaluator;

	EvaluationFixture() {
		this(null);
	}

	EvaluationFixture(@Nullable BigSegmentQuery query) {
		this.evaluator = new Evaluator(query);
	}

	static String json(String text) {
		return text.replace('\'', '"');
	}

	static FeatureFlag parseFlag(String key, String properties) {
		String json = json("{'key':'%s','version':1,%s}".formatted(key, properties));
		return DataKinds.FEATURES.decode(key, json.getBytes(StandardCharsets.UTF_8));
	}

	static Segment parseSegment(String key, String properties) {
		String json = json("{'key':'%s','version':1,%s}".formatted(key, properties));
		return DataKinds.SEGMENTS.decode(key, json.getBytes(StandardCharsets.UTF_8));
	}

	/** Adds a flag that is on, with variations "a" (off), "b" (fallthrough) and "c". */
	FeatureFlag flag(String key, String properties) {
		return rawFlag(key, "'on':true,'variations':['a','b','c'],'offVariation':0,'fallthrough':{'variation':1},"
				+ "'salt':'salt'" + (properties.isEmpty() ? "" : "," + properties));
	}

	FeatureFlag rawFlag(String key, String properties) {
		FeatureFlag flag = parseFlag(key, properties);
		this.flags.put(key, flag);
		return flag;
	}

	/** A flag with one rule of one clause, which gives "c". */
	FeatureFlag flagWithClause(String clause) {
		return flag("flag", "'rules':[{'id':'rule','variation':2,'clauses':[%s]}]".formatted(clause));
	}

	Segment segment(String key, String properties) {
		Segment segment = parseSegment(key, properties);
		this.segments.put(key, segment);
		return segment;
	}

	EvaluationDetail<@Nullable JsonNode> evaluate(FeatureFlag flag, EvaluationContext context) {
		return this.evaluator.evaluate(flag, context, this,
				(prerequisite, of, detail) -> this.prerequisites.add("%s of %s gave %s because of %s"
					.formatted(prerequisite.key(), of.key(), text(detail), detail.reason())));
	}

	/** The value and the reason of an evaluation, as text. */
	String outcome(FeatureFlag flag, EvaluationContext context) {
		EvaluationDetail<@Nullable JsonNode> detail = evaluate(flag, context);
		return text(detail) + " " + detail.reason();
	}

	/** Whether a clause matches. */
	boolean matches(String clause, EvaluationContext context) {
		EvaluationReason reason = evaluate(flagWithClause(clause), context).reason();
		return switch (reason.kind()) {
			case RULE_MATCH -> true;
			case FALLTHROUGH -> false;
			default -> throw new AssertionError("The clause was not evaluated: " + reason);
		};
	}

	private static String text(EvaluationDetail<@Nullable JsonNode> detail) {
		JsonNode value = detail.value();
		return (value instanceof StringNode) ? value.stringValue() : String.valueOf(value);
	}

	static EvaluationDetail<@Nullable JsonNode> error(ErrorKind kind) {
		return new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, EvaluationReason.error(kind));
	}

	List<String> prerequisites() {
		return this.prerequisites;
	}

	Evaluator evaluator() {
		return this.evaluator;
	}

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return all(kind).get(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return (Map<String, T>) ((kind == DataKinds.FEATURES) ? this.flags : this.segments);
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

}
