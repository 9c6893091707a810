package dev.pennon.datasource.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes a flag for {@link TestData}. Nothing changes for clients until the builder is
 * given to {@link TestData#update}, which copies it. For one thread.
 * <p>
 * Values are text, numbers, booleans, null, {@link JsonNode}s, and whatever Jackson can
 * turn into JSON. Variations are counted from 0; an index that no variation has makes the
 * flag malformed, as it would in real data. A method that takes a boolean makes the flag
 * a {@linkplain #booleanFlag() boolean flag} first.
 */
public final class FlagBuilder {

	private static final int TRUE_VARIATION = 0;

	private static final int FALSE_VARIATION = 1;

	private final String key;

	private boolean on = true;

	private List<JsonNode> variations = List.of();

	private @Nullable Integer offVariation;

	private @Nullable Integer fallthroughVariation;

	private final Targets targets;

	private final List<JsonNode> rules;

	private final Map<String, Integer> prerequisites;

	private @Nullable Long samplingRatio;

	private @Nullable Long migrationCheckRatio;

	FlagBuilder(String key) {
		this.key = key;
		this.targets = new Targets();
		this.rules = new ArrayList<>();
		this.prerequisites = new TreeMap<>();
		booleanFlag();
	}

	private FlagBuilder(FlagBuilder other) {
		this.key = other.key;
		this.on = other.on;
		this.variations = other.variations;
		this.offVariation = other.offVariation;
		this.fallthroughVariation = other.fallthroughVariation;
		this.targets = other.targets.copy();
		this.rules = new ArrayList<>(other.rules);
		this.prerequisites = new TreeMap<>(other.prerequisites);
		this.samplingRatio = other.samplingRatio;
		this.migrationCheckRatio = other.migrationCheckRatio;
	}

	FlagBuilder copy() {
		return new FlagBuilder(this);
	}

	String key() {
		return this.key;
	}

	/**
	 * Gives the flag the variations true (0) and false (1), true for everyone while the
	 * flag is on and false while it is off. Has no effect on a flag that has these
	 * variations.
	 * @return this builder
	 */
	public FlagBuilder booleanFlag() {
		List<JsonNode> booleans = List.of(value(true), value(false));
		if (this.variations.equals(booleans)) {
			return this;
		}
		this.variations = booleans;
		return fallthroughVariation(TRUE_VARIATION).offVariation(FALSE_VARIATION);
	}

	/**
	 * Turns targeting on or off. On unless set.
	 * @param on whether the flag is on
	 * @return this builder
	 */
	public FlagBuilder on(boolean on) {
		this.on = on;
		return this;
	}

	/**
	 * Sets the variations.
	 * @param values the values, in order
	 * @return this builder
	 */
	public FlagBuilder variations(@Nullable Object... values) {
		this.variations = values(values);
		return this;
	}

	/**
	 * Sets what everyone gets whom no target and no rule matches.
	 * @param variation the value
	 * @return this builder
	 */
	public FlagBuilder fallthroughVariation(boolean variation) {
		return booleanFlag().fallthroughVariation(index(variation));
	}

	/**
	 * Sets what everyone gets whom no target and no rule matches.
	 * @param variation the index of the variation
	 * @return this builder
	 */
	public FlagBuilder fallthroughVariation(int variation) {
		this.fallthroughVariation = variation;
		return this;
	}

	/**
	 * Sets what everyone gets while the flag is off.
	 * @param variation the value
	 * @return this builder
	 */
	public FlagBuilder offVariation(boolean variation) {
		return booleanFlag().offVariation(index(variation));
	}

	/**
	 * Sets what everyone gets while the flag is off.
	 * @param variation the index of the variation
	 * @return this builder
	 */
	public FlagBuilder offVariation(int variation) {
		this.offVariation = variation;
		return this;
	}

	/**
	 * Gives everyone the same: turns the flag on and removes targets and rules.
	 * @param variation the value
	 * @return this builder
	 */
	public FlagBuilder variationForAll(boolean variation) {
		return booleanFlag().variationForAll(index(variation));
	}

	/**
	 * Gives everyone the same: turns the flag on and removes targets and rules.
	 * @param variation the index of the variation
	 * @return this builder
	 */
	public FlagBuilder variationForAll(int variation) {
		return on(true).clearRules().clearTargets().fallthroughVariation(variation);
	}

	/**
	 * Gives everyone this value, which becomes the only variation.
	 * @param value the value
	 * @return this builder
	 */
	public FlagBuilder valueForAll(@Nullable Object value) {
		this.variations = List.of(value(value));
		return variationForAll(0);
	}

	/**
	 * Gives one user a variation while the flag is on.
	 * @param userKey the key of the user
	 * @param variation the value
	 * @return this builder
	 */
	public FlagBuilder variationForUser(String userKey, boolean variation) {
		return variationForKey(ContextKind.USER, userKey, variation);
	}

	/**
	 * Gives one user a variation while the flag is on.
	 * @param userKey the key of the user
	 * @param variation the index of the variation
	 * @return this builder
	 */
	public FlagBuilder variationForUser(String userKey, int variation) {
		return variationForKey(ContextKind.USER, userKey, variation);
	}

	/**
	 * Gives one context a variation while the flag is on.
	 * @param kind the kind of the context
	 * @param contextKey its key
	 * @param variation the value
	 * @return this builder
	 */
	public FlagBuilder variationForKey(ContextKind kind, String contextKey, boolean variation) {
		return booleanFlag().variationForKey(kind, contextKey, index(variation));
	}

	/**
	 * Gives one context a variation while the flag is on, instead of the one it had.
	 * @param kind the kind of the context
	 * @param contextKey its key
	 * @param variation the index of the variation
	 * @return this builder
	 */
	public FlagBuilder variationForKey(ContextKind kind, String contextKey, int variation) {
		this.targets.set(kind, contextKey, variation);
		return this;
	}

	/**
	 * Begins a rule for users who have one of the values.
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return a builder for the rule, which is not part of the flag before
	 * {@link FlagRuleBuilder#thenReturn}
	 */
	public FlagRuleBuilder ifMatch(String attribute, Object... values) {
		return ifMatch(ContextKind.USER, attribute, values);
	}

	/**
	 * Begins a rule for contexts that have one of the values.
	 * @param kind the kind of the contexts
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return a builder for the rule, which is not part of the flag before
	 * {@link FlagRuleBuilder#thenReturn}
	 */
	public FlagRuleBuilder ifMatch(ContextKind kind, String attribute, Object... values) {
		return new FlagRuleBuilder(this).andMatch(kind, attribute, values);
	}

	/**
	 * Begins a rule for users who have the attribute, but with none of the values.
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return a builder for the rule, which is not part of the flag before
	 * {@link FlagRuleBuilder#thenReturn}
	 */
	public FlagRuleBuilder ifNotMatch(String attribute, Object... values) {
		return ifNotMatch(ContextKind.USER, attribute, values);
	}

	/**
	 * Begins a rule for contexts that have the attribute, but with none of the values.
	 * @param kind the kind of the contexts
	 * @param attribute the name of the attribute, or a path to it that begins with a
	 * slash
	 * @param values the values
	 * @return a builder for the rule, which is not part of the flag before
	 * {@link FlagRuleBuilder#thenReturn}
	 */
	public FlagRuleBuilder ifNotMatch(ContextKind kind, String attribute, Object... values) {
		return new FlagRuleBuilder(this).andNotMatch(kind, attribute, values);
	}

	/**
	 * Makes the flag depend on another one: it counts as off unless that one is on and
	 * gives this variation.
	 * @param flagKey the key of the other flag
	 * @param variation the index of its variation
	 * @return this builder
	 */
	public FlagBuilder prerequisite(String flagKey, int variation) {
		this.prerequisites.put(flagKey, variation);
		return this;
	}

	/**
	 * Removes all rules.
	 * @return this builder
	 */
	public FlagBuilder clearRules() {
		this.rules.clear();
		return this;
	}

	/**
	 * Removes all targets.
	 * @return this builder
	 */
	public FlagBuilder clearTargets() {
		this.targets.clear();
		return this;
	}

	/**
	 * Removes all prerequisites.
	 * @return this builder
	 */
	public FlagBuilder clearPrerequisites() {
		this.prerequisites.clear();
		return this;
	}

	/**
	 * Sets of how many evaluations one makes a full event.
	 * @param samplingRatio 1 for each, 0 for none
	 * @return this builder
	 */
	public FlagBuilder samplingRatio(long samplingRatio) {
		this.samplingRatio = samplingRatio;
		return this;
	}

	/**
	 * Makes this a migration flag, and sets of how many reads one is checked for
	 * consistency.
	 * @param checkRatio 1 for each, 0 for none
	 * @return this builder
	 */
	public FlagBuilder migrationCheckRatio(long checkRatio) {
		this.migrationCheckRatio = checkRatio;
		return this;
	}

	FlagBuilder addRule(ArrayNode clauses, int variation) {
		ObjectNode rule = Json.mapper().createObjectNode();
		rule.put("id", "rule" + this.rules.size());
		rule.set("clauses", clauses);
		rule.put("variation", variation);
		this.rules.add(rule);
		return this;
	}

	FlagBuilder addRule(ArrayNode clauses, boolean variation) {
		return booleanFlag().addRule(clauses, index(variation));
	}

	ObjectNode json() {
		ObjectNode flag = Json.mapper().createObjectNode();
		flag.put("key", this.key);
		flag.put("on", this.on);
		flag.putArray("variations").addAll(this.variations);
		flag.put("offVariation", this.offVariation);
		flag.putObject("fallthrough").put("variation", this.fallthroughVariation);
		this.targets.writeTo(flag);
		flag.putArray("rules").addAll(this.rules);
		ArrayNode prerequisiteList = flag.putArray("prerequisites");
		this.prerequisites.forEach(
				(flagKey, variation) -> prerequisiteList.addObject().put("key", flagKey).put("variation", variation));
		if (this.samplingRatio != null) {
			flag.put("samplingRatio", this.samplingRatio);
		}
		if (this.migrationCheckRatio != null) {
			flag.putObject("migration").put("checkRatio", this.migrationCheckRatio);
		}
		return flag;
	}

	private static int index(boolean variation) {
		return variation ? TRUE_VARIATION : FALSE_VARIATION;
	}

	static List<JsonNode> values(@Nullable Object... values) {
		List<JsonNode> nodes = new ArrayList<>();
		for (Object value : values) {
			nodes.add(value(value));
		}
		return List.copyOf(nodes);
	}

	private static JsonNode value(@Nullable Object value) {
		return Json.freeze(Json.mapper().valueToTree(value));
	}

}
