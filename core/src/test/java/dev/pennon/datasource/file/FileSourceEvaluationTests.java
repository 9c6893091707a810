package dev.pennon.datasource.file;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client answers from flag files.
 */
class FileSourceEvaluationTests {

	private static final FlagFile FLAGS = FlagFiles.file("flags.yml", """
			flags:
			  checkout:
			    on: true
			    variations: [classic, express]
			    offVariation: 0
			    fallthrough: {variation: 0}
			    rules:
			      - clauses: [{op: segmentMatch, attribute: '', values: [beta]}]
			        variation: 1
			flagValues:
			  banner: {text: Hello}
			  limit: 12
			segments:
			  beta:
			    included: [ann]
			""");

	@Test
	void clientEvaluatesFullFlagsAndSimpleOnes() {
		FileDataSourceConfig config = FlagFiles.config(FLAGS);
		try (FlagClient client = FlagClient.builder()
			.updateProcessor((sink) -> new FileUpdateProcessor(sink, config))
			.build()) {
			client.start();
			assertThat(client.isInitialized()).isTrue();
			assertThat(client.stringVariation("checkout", EvaluationContext.of("ann"), "none")).isEqualTo("express");
			assertThat(client.stringVariation("checkout", EvaluationContext.of("bob"), "none")).isEqualTo("classic");
			assertThat(client.jsonVariation("banner", EvaluationContext.of("bob"), null).path("text").stringValue())
				.isEqualTo("Hello");
			assertThat(client.intVariationDetail("limit", EvaluationContext.of("bob"), 0)).satisfies((detail) -> {
				assertThat(detail.value()).isEqualTo(12);
				assertThat(detail.variationIndex()).isZero();
				assertThat(detail.reason().kind()).isEqualTo(EvaluationReason.Kind.FALLTHROUGH);
			});
		}
	}

}
