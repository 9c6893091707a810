package dev.pennon.datasource.testdata;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.node.ArrayNode;

/**
 * Describes a rule of a {@link FlagBuilder}: a context gets its variation if all its
 * conditions hold. For one thread.
 */
public final class FlagRuleBuilder {

	private final FlagBuilder flag;

	private final ArrayNode clauses = Json.mapper().createArrayNode();

	FlagRuleBuilder(FlagBuilder flag) {
		this.flag = flag;
	}

	/**
	 * Adds the condition that a user has one of the values.
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return this builder
	 */
	public FlagRuleBuilder andMatch(String attribute, Object... values) {
		return andMatch(ContextKind.USER, attribute, values);
	}

	/**
	 * Adds the condition that a context has one of the values.
	 * @param kind the kind of the context
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return this builder
	 */
	public FlagRuleBuilder andMatch(ContextKind kind, String attribute, Object... values) {
		return clause(kind, attribute, values, false);
	}

	/**
	 * Adds the condition that a user has the attribute, but with none of the values.
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return this builder
	 */
	public FlagRuleBuilder andNotMatch(String attribute, Object... values) {
		return andNotMatch(ContextKind.USER, attribute, values);
	}

	/**
	 * Adds the condition that a context has the attribute, but with none of the values.
	 * @param kind the kind of the context
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return this builder
	 */
	public FlagRuleBuilder andNotMatch(ContextKind kind, String attribute, Object... values) {
		return clause(kind, attribute, values, true);
	}

	private FlagRuleBuilder clause(ContextKind kind, String attribute, Object[] values, boolean negate) {
		this.clauses.addObject()
			.put("contextKind", kind.value())
			.put("attribute", attribute)
			.put("op", "in")
			.put("negate", negate)
			.putArray("values")
			.addAll(FlagBuilder.values(values));
		return this;
	}

	/**
	 * Ends the rule and adds it to the flag, after the rules it has.
	 * @param variation the value that the rule gives
	 * @return the builder of the flag
	 */
	public FlagBuilder thenReturn(boolean variation) {
		return this.flag.addRule(this.clauses.deepCopy(), variation);
	}

	/**
	 * Ends the rule and adds it to the flag, after the rules it has.
	 * @param variation the index of the variation that the rule gives
	 * @return the builder of the flag
	 */
	public FlagBuilder thenReturn(int variation) {
		return this.flag.addRule(this.clauses.deepCopy(), variation);
	}

}
