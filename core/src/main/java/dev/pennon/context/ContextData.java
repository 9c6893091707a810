package dev.pennon.context;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a single context has besides its kind. Nodes are made once, here, so that reading
 * one allocates nothing.
 */
final class ContextData {

	/** What a context of several, and an invalid one, has. */
	static final ContextData NONE = new ContextData();

	private final String key;

	private final @Nullable JsonNode keyNode;

	private final @Nullable String name;

	private final @Nullable JsonNode nameNode;

	private final boolean anonymous;

	private final AttributeMap attributes;

	private final List<AttributeReference> privateAttributes;

	private ContextData() {
		this.key = "";
		this.keyNode = null;
		this.name = null;
		this.nameNode = null;
		this.anonymous = false;
		this.attributes = AttributeMap.EMPTY;
		this.privateAttributes = List.of();
	}

	/**
	 * Creates the data.
	 * @param attributes frozen values without nulls
	 */
	ContextData(String key, @Nullable String name, boolean anonymous, AttributeMap attributes,
			List<AttributeReference> privateAttributes) {
		this.key = key;
		this.keyNode = StringNode.valueOf(key);
		this.name = name;
		this.nameNode = (name != null) ? StringNode.valueOf(name) : null;
		this.anonymous = anonymous;
		this.attributes = attributes;
		this.privateAttributes = List.copyOf(privateAttributes);
	}

	String key() {
		return this.key;
	}

	@Nullable String name() {
		return this.name;
	}

	boolean isAnonymous() {
		return this.anonymous;
	}

	AttributeMap attributes() {
		return this.attributes;
	}

	List<AttributeReference> privateAttributes() {
		return this.privateAttributes;
	}

	@Nullable JsonNode value(BuiltInAttribute builtIn, String name) {
		if (builtIn == BuiltInAttribute.NONE) {
			return this.attributes.value(name);
		}
		return switch (builtIn) {
			case KEY -> this.keyNode;
			case NAME -> this.nameNode;
			case ANONYMOUS -> (this.keyNode != null) ? BooleanNode.valueOf(this.anonymous) : null;
			case KIND, META, NONE -> null;
		};
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ContextData data && this.key.equals(data.key)
				&& Objects.equals(this.name, data.name) && this.anonymous == data.anonymous && hasEqualAttributes(data)
				&& new HashSet<>(this.privateAttributes).equals(new HashSet<>(data.privateAttributes)));
	}

	private boolean hasEqualAttributes(ContextData other) {
		if (this.attributes.size() != other.attributes.size()) {
			return false;
		}
		for (Map.Entry<String, JsonNode> attribute : this.attributes.entrySet()) {
			if (!Json.equal(attribute.getValue(), other.attributes.get(attribute.getKey()))) {
				return false;
			}
		}
		return true;
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

}
