package dev.pennon.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.pennon.FlagClient;
import dev.pennon.FlagsStateOption;
import dev.pennon.context.EvaluationContext;
import dev.pennon.contract.wire.EvaluateAllParams;
import dev.pennon.contract.wire.EvaluateAllResponse;
import dev.pennon.contract.wire.EvaluateFlagParams;
import dev.pennon.contract.wire.EvaluateFlagResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The commands that evaluate flags.
 */
@Component
final class EvaluationCommands implements CommandGroup {

	@Override
	public List<CommandHandler<?>> handlers() {
		return List.of(new CommandHandler<>("evaluate", EvaluateFlagParams.class, this::evaluate),
				new CommandHandler<>("evaluateAll", EvaluateAllParams.class, this::evaluateAll));
	}

	private EvaluateFlagResponse evaluate(TestClient client, EvaluateFlagParams params) {
		EvaluationContext context = Contexts.of(params.context(), params.user());
		return params.detail() ? withDetail(client.flags(), params, context)
				: EvaluateFlagResponse.of(value(client.flags(), params, context));
	}

	private static @Nullable Object value(FlagClient client, EvaluateFlagParams params,
			@Nullable EvaluationContext context) {
		String key = params.flagKey();
		JsonNode defaultValue = defaultValue(params);
		return switch (type(params)) {
			case "bool" -> client.boolVariation(key, context, defaultValue.booleanValue());
			case "int" -> client.intVariation(key, context, defaultValue.intValue());
			case "double" -> client.doubleVariation(key, context, defaultValue.doubleValue());
			case "string" -> client.stringVariation(key, context, defaultValue.stringValue());
			case "any" -> client.jsonVariation(key, context, defaultValue);
			default -> throw unknownType(params);
		};
	}

	private static EvaluateFlagResponse withDetail(FlagClient client, EvaluateFlagParams params,
			@Nullable EvaluationContext context) {
		String key = params.flagKey();
		JsonNode defaultValue = defaultValue(params);
		return EvaluateFlagResponse.of(switch (type(params)) {
			case "bool" -> client.boolVariationDetail(key, context, defaultValue.booleanValue());
			case "int" -> client.intVariationDetail(key, context, defaultValue.intValue());
			case "double" -> client.doubleVariationDetail(key, context, defaultValue.doubleValue());
			case "string" -> client.stringVariationDetail(key, context, defaultValue.stringValue());
			case "any" -> client.jsonVariationDetail(key, context, defaultValue);
			default -> throw unknownType(params);
		});
	}

	private static String type(EvaluateFlagParams params) {
		String type = params.valueType();
		return (type != null && !type.isEmpty()) ? type : "any";
	}

	private static JsonNode defaultValue(EvaluateFlagParams params) {
		JsonNode value = params.defaultValue();
		return (value != null) ? value : NullNode.getInstance();
	}

	private static IllegalArgumentException unknownType(EvaluateFlagParams params) {
		return new IllegalArgumentException("There is no value type '%s'; there are bool, int, double, string and any"
			.formatted(params.valueType()));
	}

	private EvaluateAllResponse evaluateAll(TestClient client, EvaluateAllParams params) {
		Set<FlagsStateOption> options = EnumSet.noneOf(FlagsStateOption.class);
		if (params.withReasons()) {
			options.add(FlagsStateOption.WITH_REASONS);
		}
		if (params.clientSideOnly()) {
			options.add(FlagsStateOption.CLIENT_SIDE_ONLY);
		}
		if (params.detailsOnlyForTrackedFlags()) {
			options.add(FlagsStateOption.DETAILS_ONLY_FOR_TRACKED_FLAGS);
		}
		return new EvaluateAllResponse(client.flags()
			.allFlagsState(Contexts.of(params.context(), params.user()), options.toArray(FlagsStateOption[]::new)));
	}

}
