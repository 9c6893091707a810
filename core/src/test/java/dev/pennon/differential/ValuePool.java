package dev.pennon.differential;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys, names and values drawn from small pools, so that contexts and flags meet often.
 */
final class ValuePool {

	private static final List<String> KEYS = List.of("a", "b", "c", "userKeyA", "userKeyB", "user-key", "with space",
			"\u043a\u043b\u044e\u0447", "%:/~", "x".repeat(5_000));

	private static final List<String> KINDS = List.of("user", "user", "org", "device", "a.b_c-9");

	private static final List<String> NAMES = List.of("text", "number", "date", "version", "flag", "list", "object",
			"none", "a~b/c", "mixed");

	private static final List<String> PLAIN_REFERENCES = List.of("text", "number", "date", "version", "flag", "list",
			"key", "name", "kind");

	private static final List<String> REFERENCES = List.of("object", "none", "mixed", "anonymous", "/kind", "/text",
			"/object/text", "/object/number", "/object/inner/version", "/object/missing", "/list/0", "/a~0b~1c",
			"a~b/c", "_meta");

	private static final List<String> BAD_REFERENCES = List.of("/a~2", "/a~", "/", "//", "", "/text/", "/object//text");

	private static final List<String> TEXTS = List.of("", "a", "abc", "bc", "a.c", "ABC", "true", "1", "null", "salty",
			"\u00e4\u00f6\u00fc \ud83d\ude80", "x".repeat(2_000));

	private static final List<String> DATES = List.of("2017-12-06T00:00:00.000-07:00", "2017-12-06T07:00:00Z",
			"2017-12-06T07:00:01Z", "2016-01-01T00:00:00.123456789Z", "2017-12-06", "2017-12-06T07:00Z",
			"2017-12-06T07:00:00+00:00[UTC]", "2017-12-06T00:00:00", "07:00:00Z", "1512543600000",
			"2017-12-06t07:00:00z", "2017-02-30T00:00:00Z", "2017-12-06T24:00:00Z", "2017-12-06T07:00:00-0700",
			"2017-12-06T07:00:00.Z", "+12017-12-06T07:00:00Z");

	private static final List<String> VERSIONS = List.of("2.0.0", "2.0", "2", "2-rc", "2.0.0-rc.1", "2.0.0-rc.2",
			"2.0.0-rc.10", "2.0.0-rc", "2.0.0+build", "2.0.1", "1.9.9", "02.0.0", "v2.0.0", "2.0.0.0", "2..0", "2.0.0-",
			"2.0.0-rc..1", "2.0.0-01", "2147483648.0.0", "2.0.0-99999999999", "9223372036854775808.0.0", "2.0.0-a-b",
			"2.0.0--5", "2.0.0-a.", "2.0.0+", " 2.0.0");

	private static final List<String> PATTERNS = List.of("a.*", "^abc$", "", "[", "b|c", "(?i)abc", "\\d+", ".{3}",
			"\\", "^$");

	private final RandomGenerator random;

	ValuePool(RandomGenerator random) {
		this.random = random;
	}

	String text() {
		return pick(TEXTS);
	}

	String kind() {
		return pick(KINDS);
	}

	String reference() {
		int percent = this.random.nextInt(100);
		return pick((percent < 2) ? BAD_REFERENCES : (percent < 30) ? REFERENCES : PLAIN_REFERENCES);
	}

	/** Returns the reference that an operator is most often used with, or any other. */
	String referenceFor(String operator) {
		if (chance(30)) {
			return reference();
		}
		return switch (operator) {
			case "before", "after" -> "date";
			case "semVerEqual", "semVerLessThan", "semVerGreaterThan" -> "version";
			case "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual" -> "number";
			case "startsWith", "endsWith", "contains", "matches" -> "text";
			default -> reference();
		};
	}

	ArrayNode keys() {
		ArrayNode keys = Json.mapper().createArrayNode();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			keys.add(pick(KEYS));
		}
		return keys;
	}

	JsonNode variation(Question.ValueType type) {
		if (chance(4)) {
			return any();
		}
		return switch (type) {
			case BOOLEAN -> node(this.random.nextBoolean());
			case STRING -> node(pick(TEXTS));
			case INTEGER -> node(this.random.nextInt(5));
			case DOUBLE -> node(this.random.nextInt(5) + 0.5);
			case JSON -> any();
		};
	}

	JsonNode operand(String operator, String reference) {
		if (chance(12)) {
			return any();
		}
		if (operator.equals("in") && chance(80)) {
			return switch (reference) {
				case "key" -> node(pick(KEYS));
				case "kind", "/kind" -> node(pick(KINDS));
				case "name" -> node(pick(TEXTS));
				default -> attribute(reference);
			};
		}
		return switch (operator) {
			case "before", "after" -> chance(70) ? node(pick(DATES)) : number();
			case "semVerEqual", "semVerLessThan", "semVerGreaterThan" -> node(pick(VERSIONS));
			case "matches" -> node(pick(PATTERNS));
			case "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual" -> number();
			case "startsWith", "endsWith", "contains" -> node(pick(TEXTS));
			default -> any();
		};
	}

	JsonNode any() {
		return switch (this.random.nextInt(11)) {
			case 0 -> Json.mapper().nullNode();
			case 1 -> node(this.random.nextBoolean());
			case 2, 3 -> number();
			case 4 -> node(pick(DATES));
			case 5 -> node(pick(VERSIONS));
			case 6 -> list();
			case 7 -> object(2);
			case 8 -> node(pick(KEYS));
			case 9 -> node(pick(KINDS));
			default -> node(pick(TEXTS));
		};
	}

	private JsonNode number() {
		return switch (this.random.nextInt(12)) {
			case 0 -> node(0);
			case 1 -> node(1);
			case 2 -> node(1.0);
			case 3 -> node(1.5);
			case 4 -> node(-1);
			case 5 -> node(1512543600000L);
			case 6 -> node(1512543600000.5);
			case 7 -> node(2147483648L);
			case 8 -> node(9007199254740993L);
			case 9 -> node(1e300);
			case 10 -> node(-0.0);
			default -> node(this.random.nextInt(100));
		};
	}

	private ArrayNode list() {
		ArrayNode list = Json.mapper().createArrayNode();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			list.add(chance(20) ? object(1) : any());
		}
		return list;
	}

	private ObjectNode object(int depth) {
		ObjectNode object = Json.mapper().createObjectNode();
		if (chance(70)) {
			object.put("text", pick(TEXTS));
		}
		if (chance(70)) {
			object.set("number", number());
		}
		if (depth > 0 && chance(50)) {
			object.putObject("inner").put("version", pick(VERSIONS));
		}
		return object;
	}

	JsonNode context() {
		if (chance(65)) {
			ObjectNode single = individual();
			return single.put("kind", pick(KINDS));
		}
		ObjectNode multi = Json.mapper().createObjectNode().put("kind", "multi");
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			multi.set(pick(KINDS), individual());
		}
		return multi;
	}

	private ObjectNode individual() {
		ObjectNode context = Json.mapper().createObjectNode().put("key", pick(KEYS));
		if (chance(40)) {
			context.put("name", pick(TEXTS));
		}
		if (chance(30)) {
			context.put("anonymous", this.random.nextBoolean());
		}
		for (String name : NAMES) {
			if (chance(55)) {
				context.set(name, attribute(name));
			}
		}
		return context;
	}

	private JsonNode attribute(String name) {
		return switch (name) {
			case "text" -> node(pick(TEXTS));
			case "number" -> number();
			case "date" -> chance(70) ? node(pick(DATES)) : number();
			case "version" -> node(pick(VERSIONS));
			case "flag" -> node(this.random.nextBoolean());
			case "list" -> list();
			case "object" -> object(2);
			default -> any();
		};
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static JsonNode node(Object value) {
		return Json.mapper().valueToTree(value);
	}

}
