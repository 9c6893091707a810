package dev.pennon.sample.flags;

import dev.pennon.evaluation.EvaluationReason;

/**
 * Says for a person why a flag has its value. Rules are counted from one, as a person
 * would.
 */
final class ReasonInWords {

	private ReasonInWords() {
	}

	static String inShort(EvaluationReason reason) {
		String detail = switch (reason.kind()) {
			case RULE_MATCH -> ", " + rule(reason);
			case PREREQUISITE_FAILED -> ", " + reason.prerequisiteKey();
			case ERROR -> ", " + reason.errorKind();
			case OFF, FALLTHROUGH, TARGET_MATCH -> "";
		};
		String bigSegments = (reason.bigSegmentsStatus() != null) ? ", big segments " + reason.bigSegmentsStatus() : "";
		return reason.kind() + detail + bigSegments;
	}

	static String inASentence(EvaluationReason reason) {
		return switch (reason.kind()) {
			case OFF -> "The flag is switched off.";
			case FALLTHROUGH -> "No rule matched, so the default rule decided.";
			case TARGET_MATCH -> "This shopper is targeted by name.";
			case RULE_MATCH -> "The shopper matches %s.".formatted(rule(reason));
			case PREREQUISITE_FAILED ->
				"It needs the flag \"%s\", which is not on for this shopper.".formatted(reason.prerequisiteKey());
			case ERROR -> "It could not be evaluated: %s.".formatted(reason.errorKind());
		};
	}

	private static String rule(EvaluationReason reason) {
		String number = "rule " + (reason.ruleIndex() + 1);
		return (reason.ruleId() != null) ? "%s \"%s\"".formatted(number, reason.ruleId()) : number;
	}

}
