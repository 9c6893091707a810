package dev.pennon.contract;

import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.context.EvaluationContextBuilder;
import dev.pennon.context.MultiContextBuilder;
import dev.pennon.contract.wire.ContextBuildParams;
import dev.pennon.contract.wire.ContextComparisonParams;
import dev.pennon.contract.wire.ContextComparisonResponse;
import dev.pennon.contract.wire.ContextConvertParams;
import dev.pennon.contract.wire.ContextResponse;
import dev.pennon.contract.wire.SecureModeHashParams;
import dev.pennon.contract.wire.SecureModeHashResponse;
import org.springframework.stereotype.Component;

/**
 * The commands that make contexts and say something about them.
 */
@Component
final class ContextCommands implements CommandGroup {

	@Override
	public List<CommandHandler<?>> handlers() {
		return List.of(
				new CommandHandler<>("contextBuild", ContextBuildParams.class,
						(client, params) -> response(build(params))),
				new CommandHandler<>("contextConvert", ContextConvertParams.class,
						(client, params) -> response(EvaluationContext.fromJson(params.input()))),
				new CommandHandler<>("contextComparison", ContextComparisonParams.class, this::compare),
				new CommandHandler<>("secureModeHash", SecureModeHashParams.class, this::secureModeHash));
	}

	private static ContextResponse response(EvaluationContext context) {
		String error = context.error();
		return (error != null) ? ContextResponse.error(error) : ContextResponse.output(context.toJson());
	}

	private static EvaluationContext build(ContextBuildParams params) {
		if (params.single() != null) {
			return build(params.single());
		}
		MultiContextBuilder builder = EvaluationContext.multiBuilder();
		params.multi().forEach((single) -> builder.add(build(single)));
		return builder.build();
	}

	private static EvaluationContext build(ContextBuildParams.Single params) {
		EvaluationContextBuilder builder = EvaluationContext.builder(ContextKind.of(params.kind()), params.key())
			.name(params.name())
			.anonymous(params.anonymous())
			.privateAttributes(params.privateAttributes().toArray(String[]::new));
		params.custom().forEach(builder::set);
		return builder.build();
	}

	private ContextComparisonResponse compare(TestClient client, ContextComparisonParams params) {
		return new ContextComparisonResponse(build(params.context1()).equals(build(params.context2())));
	}

	private static EvaluationContext build(ContextComparisonParams.Operand params) {
		if (params.single() != null) {
			return build(params.single());
		}
		MultiContextBuilder builder = EvaluationContext.multiBuilder();
		params.multi().forEach((single) -> builder.add(build(single)));
		return builder.build();
	}

	private static EvaluationContext build(ContextComparisonParams.Single params) {
		EvaluationContextBuilder builder = EvaluationContext.builder(ContextKind.of(params.kind()), params.key());
		params.attributes().forEach((attribute) -> builder.set(attribute.name(), attribute.value()));
		params.privateAttributes().forEach((attribute) -> builder.privateAttributes(reference(attribute)));
		return builder.build();
	}

	private static AttributeReference reference(ContextComparisonParams.PrivateAttribute attribute) {
		return attribute.literal() ? AttributeReference.fromLiteral(attribute.value())
				: AttributeReference.fromPath(attribute.value());
	}

	private SecureModeHashResponse secureModeHash(TestClient client, SecureModeHashParams params) {
		return new SecureModeHashResponse(client.flags().secureModeHash(Contexts.of(params.context(), params.user())));
	}

}
