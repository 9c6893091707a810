package dev.pennon.internal.evaluator;

import java.io.StringWriter;

import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationReason;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonJsonTests {

	private static String json(EvaluationReason reason) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
			ReasonJson.write(json, reason);
		}
		return text.toString();
	}

	@Test
	void reasonWithoutDetailsIsItsKind() {
		assertThat(json(EvaluationReason.off())).isEqualTo("{\"kind\":\"OFF\"}");
		assertThat(json(EvaluationReason.fallthrough(false))).isEqualTo("{\"kind\":\"FALLTHROUGH\"}");
		assertThat(json(EvaluationReason.targetMatch())).isEqualTo("{\"kind\":\"TARGET_MATCH\"}");
	}

	@Test
	void ruleIsNamedByIndexAndIdentifier() {
		assertThat(json(EvaluationReason.ruleMatch(0, "rule", false)))
			.isEqualTo("{\"kind\":\"RULE_MATCH\",\"ruleIndex\":0,\"ruleId\":\"rule\"}");
		assertThat(json(EvaluationReason.ruleMatch(2, null, false)))
			.isEqualTo("{\"kind\":\"RULE_MATCH\",\"ruleIndex\":2}");
	}

	@Test
	void experimentIsMentionedWhereThereIsOne() {
		assertThat(json(EvaluationReason.fallthrough(true)))
			.isEqualTo("{\"kind\":\"FALLTHROUGH\",\"inExperiment\":true}");
	}

	@Test
	void prerequisiteIsNamed() {
		assertThat(json(EvaluationReason.prerequisiteFailed("other")))
			.isEqualTo("{\"kind\":\"PREREQUISITE_FAILED\",\"prerequisiteKey\":\"other\"}");
	}

	@Test
	void errorIsNamed() {
		assertThat(json(EvaluationReason.error(ErrorKind.MALFORMED_FLAG)))
			.isEqualTo("{\"kind\":\"ERROR\",\"errorKind\":\"MALFORMED_FLAG\"}");
	}

	@Test
	void bigSegmentsAreMentionedWhereTheyWereAsked() {
		assertThat(json(EvaluationReason.off().withBigSegmentsStatus(BigSegmentsStatus.STALE)))
			.isEqualTo("{\"kind\":\"OFF\",\"bigSegmentsStatus\":\"STALE\"}");
	}

}
