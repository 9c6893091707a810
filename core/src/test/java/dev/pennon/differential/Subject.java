package dev.pennon.differential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.json.Json;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.InMemoryFeatureStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Pennon, asked like {@link Oracle}.
 */
final class Subject implements AutoCloseable {

	private final InMemoryFeatureStore store = new InMemoryFeatureStore();

	private final FlagClient client = FlagClient.builder().featureStore(this.store).build();

	private final FlagDataReader reader = new FlagDataReader(false);

	private final Map<JsonNode, EvaluationContext> contexts = new LinkedHashMap<>();

	Subject() {
		this.client.start();
	}

	void load(JsonNode data) {
		this.contexts.clear();
		try {
			this.store.init(this.reader.read(new ByteArrayInputStream(Json.mapper().writeValueAsBytes(data))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Answer answer(Question question, JsonNode defaultValue) {
		EvaluationContext context = this.contexts.computeIfAbsent(question.context(),
				(json) -> EvaluationContext.fromJson(json.toString()));
		String key = question.flagKey();
		return switch (question.type()) {
			case BOOLEAN -> answer(this.client.boolVariationDetail(key, context, defaultValue.booleanValue()));
			case INTEGER -> answer(this.client.intVariationDetail(key, context, defaultValue.intValue()));
			case DOUBLE -> answer(this.client.doubleVariationDetail(key, context, defaultValue.doubleValue()));
			case STRING -> answer(this.client.stringVariationDetail(key, context, defaultValue.stringValue()));
			case JSON -> answer(this.client.jsonVariationDetail(key, context, defaultValue));
		};
	}

	private static Answer answer(EvaluationDetail<?> detail) {
		Object value = detail.value();
		JsonNode node = (value instanceof JsonNode json) ? json
				: (value != null) ? Json.mapper().valueToTree(value) : NullNode.getInstance();
		EvaluationReason reason = detail.reason();
		return new Answer(node, detail.variationIndex(),
				Answer.reason(reason.kind().name(), reason.ruleIndex(), reason.ruleId(), reason.prerequisiteKey(),
						reason.errorKind(), reason.inExperiment(), reason.bigSegmentsStatus()));
	}

	@Override
	public void close() {
		this.client.close();
	}

}
