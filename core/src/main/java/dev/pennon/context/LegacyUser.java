package dev.pennon.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A user's JSON object as SDKs wrote it before there were kinds: a fixed list of members,
 * and the application's own ones in {@code custom}. Where both have the same name, the
 * fixed one counts.
 */
final class LegacyUser {

	private static final List<String> TEXTS = List.of("firstName", "lastName", "email", "country", "avatar", "ip");

	private LegacyUser() {
	}

	static EvaluationContext read(Map<String, JsonNode> object) {
		ContextMembers user = new ContextMembers(ContextKind.USER, object);
		Map<String, JsonNode> attributes = new LinkedHashMap<>();
		JsonNode custom = user.takeObject("custom");
		if (custom != null) {
			custom.properties().forEach((member) -> addCustom(member.getKey(), member.getValue(), object, attributes));
		}
		for (String name : TEXTS) {
			String text = user.takeText(name);
			if (text != null) {
				attributes.put(name, StringNode.valueOf(text));
			}
		}
		List<AttributeReference> privateAttributes = new ArrayList<>();
		for (String name : user.texts("privateAttributeNames", user.take("privateAttributeNames"))) {
			privateAttributes.add(AttributeReference.fromLiteral(name));
		}
		return user.toContext(user.takeKey(), user.takeText("name"), user.takeAnonymous(), attributes,
				privateAttributes);
	}

	private static void addCustom(String name, JsonNode value, Map<String, JsonNode> user,
			Map<String, JsonNode> attributes) {
		switch (BuiltInAttribute.of(name)) {
			case NAME -> addIf(value.isString(), name, value, user);
			case ANONYMOUS -> addIf(value.isBoolean(), name, value, user);
			case KIND, KEY, META -> {
				// Nothing in here changes who the user is
			}
			case NONE -> attributes.put(name, value);
		}
	}

	private static void addIf(boolean fits, String name, JsonNode value, Map<String, JsonNode> user) {
		JsonNode fixed = user.get(name);
		if (fits && (fixed == null || fixed.isNull())) {
			user.put(name, value);
		}
	}

}
