package dev.pennon.launchdarkly;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an evaluation.
 *
 * @param value the value as JSON
 * @param variation the index of the variation, or -1
 * @param reason the kind of the reason
 * @param ruleIndex the index of the rule that matched, or -1
 * @param ruleId the id of the rule that matched, or null
 * @param prerequisiteKey the key of the prerequisite that failed, or null
 * @param errorKind the kind of the error, or null
 */
public record PeerAnswer(String value, int variation, String reason, int ruleIndex, @Nullable String ruleId,
		@Nullable String prerequisiteKey, @Nullable String errorKind) {

}
