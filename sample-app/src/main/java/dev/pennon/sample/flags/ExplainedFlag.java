package dev.pennon.sample.flags;

/**
 * A flag as the page shows it.
 *
 * @param key the key of the flag
 * @param value its value for the current shopper, as JSON
 * @param on whether the value is more than {@code false}, {@code null} and nothing
 * @param reason the reason in short, such as {@code RULE_MATCH, rule 2 "beta testers"}
 * @param explanation the reason in a sentence
 */
record ExplainedFlag(String key, String value, boolean on, String reason, String explanation) {
}
