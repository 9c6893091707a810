package dev.pennon.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a single context's JSON object. Takes out one after the other, checks
 * its type and collects what is wrong. Absent and null are the same, but for the key.
 */
final class ContextMembers {

	private final ContextKind kind;

	private final Map<String, JsonNode> members;

	private final List<String> problems = new ArrayList<>(0);

	/**
	 * Creates the members.
	 * @param kind the kind of the context
	 * @param members the members, frozen; this takes some out
	 */
	ContextMembers(ContextKind kind, Map<String, JsonNode> members) {
		this.kind = kind;
		this.members = members;
		String kindError = kind.error();
		if (kindError != null) {
			this.problems.add(kindError);
		}
	}

	/** Makes the context, to which the map of the members then belongs. */
	EvaluationContext toContext() {
		String key = takeKey();
		if (key.isEmpty() && this.problems.isEmpty()) {
			this.problems.add("\"key\" of the context of kind \"%s\" is empty; give it a text".formatted(this.kind));
		}
		String name = takeText("name");
		boolean anonymous = takeAnonymous();
		List<AttributeReference> privateAttributes = takePrivateAttributes();
		return toContext(key, name, anonymous, this.members, privateAttributes);
	}

	EvaluationContext toContext(String key, @Nullable String name, boolean anonymous, Map<String, JsonNode> attributes,
			List<AttributeReference> privateAttributes) {
		if (!this.problems.isEmpty()) {
			return EvaluationContext.invalid(String.join(", ", this.problems));
		}
		attributes.remove("");
		attributes.values().removeIf(JsonNode::isNull);
		return EvaluationContext.single(this.kind,
				new ContextData(key, name, anonymous, AttributeMap.copyOf(attributes), privateAttributes));
	}

	/** Takes the key, which must be there, but may be empty. */
	String takeKey() {
		JsonNode key = this.members.remove("key");
		if (key == null) {
			this.problems.add("the context of kind \"%s\" has no \"key\"; give it one".formatted(this.kind));
			return "";
		}
		if (!key.isString()) {
			refuse("key", "a text");
			return "";
		}
		return key.stringValue();
	}

	boolean takeAnonymous() {
		JsonNode value = take("anonymous");
		if (value != null && !value.isBoolean()) {
			refuse("anonymous", "true or false");
			return false;
		}
		return value != null && value.booleanValue();
	}

	@Nullable String takeText(String name) {
		JsonNode value = take(name);
		if (value != null && !value.isString()) {
			refuse(name, "a text");
			return null;
		}
		return (value != null) ? value.stringValue() : null;
	}

	@Nullable JsonNode takeObject(String name) {
		JsonNode value = take(name);
		if (value != null && !value.isObject()) {
			refuse(name, "an object");
			return null;
		}
		return value;
	}

	private List<AttributeReference> takePrivateAttributes() {
		JsonNode meta = takeObject("_meta");
		if (meta == null) {
			return List.of();
		}
		List<AttributeReference> references = new ArrayList<>();
		for (String path : texts("_meta.privateAttributes", meta.get("privateAttributes"))) {
			references.add(AttributeReference.fromPath(path));
		}
		return references;
	}

	@Nullable JsonNode take(String name) {
		JsonNode value = this.members.remove(name);
		return (value == null || value.isNull()) ? null : value;
	}

	List<String> texts(String name, @Nullable JsonNode value) {
		List<String> texts = new ArrayList<>(0);
		if (value == null || value.isNull()) {
			return texts;
		}
		boolean fits = value.isArray();
		for (JsonNode element : value) {
			fits &= element.isString();
			if (element.isString()) {
				texts.add(element.stringValue());
			}
		}
		if (!fits) {
			refuse(name, "an array of texts");
		}
		return texts;
	}

	private void refuse(String name, String expected) {
		this.problems.add("\"%s\" of the context of kind \"%s\" has the wrong type; make it %s".formatted(name,
				this.kind, expected));
	}

}
