package dev.pennon.context;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/**
 * Collects a single context. No method throws: what breaks a rule makes the context
 * invalid, or is left out where its method says so. Not safe for use by several threads.
 */
public final class EvaluationContextBuilder {

	// Beyond it a double has no neighbours one apart, and a long no longer says the same
	private static final double LARGEST_EXACT_INTEGER = 1L << 53;

	private ContextKind kind;

	private @Nullable String key;

	private @Nullable String name;

	private boolean anonymous;

	private final CustomAttributes attributes = new CustomAttributes();

	private final List<AttributeReference> privateAttributes = new ArrayList<>();

	EvaluationContextBuilder(ContextKind kind, @Nullable String key) {
		this.kind = kind;
		this.key = key;
	}

	/**
	 * Sets the kind.
	 * @param kind the kind; one that is not allowed makes the context invalid
	 * @return this
	 */
	public EvaluationContextBuilder kind(ContextKind kind) {
		this.kind = kind;
		return this;
	}

	/**
	 * Sets the key.
	 * @param key the key; null or empty makes the context invalid
	 * @return this
	 */
	public EvaluationContextBuilder key(@Nullable String key) {
		this.key = key;
		return this;
	}

	/**
	 * Sets the name.
	 * @param name the name, or null for none
	 * @return this
	 */
	public EvaluationContextBuilder name(@Nullable String name) {
		this.name = name;
		return this;
	}

	/**
	 * Sets whether the context is left out of what is shown of known contexts.
	 * @param anonymous whether it is anonymous
	 * @return this
	 */
	public EvaluationContextBuilder anonymous(boolean anonymous) {
		this.anonymous = anonymous;
		return this;
	}

	/**
	 * Sets an attribute to a text, as {@link #set(String, JsonNode)} does.
	 * @param name the attribute's name
	 * @param value the text, or null to remove the attribute
	 * @return this
	 */
	public EvaluationContextBuilder set(String name, @Nullable String value) {
		return set(name, (value != null) ? StringNode.valueOf(value) : null);
	}

	/**
	 * Sets an attribute to true or false, as {@link #set(String, JsonNode)} does.
	 * @param name the attribute's name
	 * @param value the value
	 * @return this
	 */
	public EvaluationContextBuilder set(String name, boolean value) {
		return set(name, BooleanNode.valueOf(value));
	}

	/**
	 * Sets an attribute to an integer, as {@link #set(String, JsonNode)} does.
	 * @param name the attribute's name
	 * @param value the integer
	 * @return this
	 */
	public EvaluationContextBuilder set(String name, long value) {
		return set(name, LongNode.valueOf(value));
	}

	/**
	 * Sets an attribute to a number, as {@link #set(String, JsonNode)} does.
	 * @param name the attribute's name
	 * @param value the number; infinity and NaN have no JSON and are left out
	 * @return this
	 */
	public EvaluationContextBuilder set(String name, double value) {
		boolean integer = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER;
		return set(name, integer ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value));
	}

	/**
	 * Sets an attribute. The names {@code kind}, {@code key}, {@code name} and
	 * {@code anonymous} set what the methods of those names set; a value of the wrong
	 * type is left out. So is anything under the name {@code _meta} or an empty name. A
	 * value that is nested too deeply makes the context invalid.
	 * @param name the attribute's name
	 * @param value the value, which is copied, or null to remove the attribute
	 * @return this
	 */
	public EvaluationContextBuilder set(String name, @Nullable JsonNode value) {
		if (name != null && BuiltInAttribute.of(name) == BuiltInAttribute.NONE) {
			this.attributes.set(name, value);
		}
		else {
			trySet(name, value);
		}
		return this;
	}

	/**
	 * Sets an attribute as {@link #set(String, JsonNode)} does, or says that it did not.
	 * @param name the attribute's name
	 * @param value the value, which is copied, or null to remove the attribute
	 * @return false if the name or the value cannot be used; the attribute then is what
	 * it was
	 */
	public boolean trySet(String name, @Nullable JsonNode value) {
		if (name == null) {
			return false;
		}
		JsonNode present = (value == null || value.isNull() || value.isMissingNode()) ? null : value;
		return switch (BuiltInAttribute.of(name)) {
			case KIND -> {
				if (present == null || !present.isString()) {
					yield false;
				}
				this.kind = ContextKind.of(present.stringValue());
				yield true;
			}
			case KEY -> {
				if (present == null || !present.isString()) {
					yield false;
				}
				this.key = present.stringValue();
				yield true;
			}
			case NAME -> {
				if (present != null && !present.isString()) {
					yield false;
				}
				this.name = (present != null) ? present.stringValue() : null;
				yield true;
			}
			case ANONYMOUS -> {
				if (present == null || !present.isBoolean()) {
					yield false;
				}
				this.anonymous = present.booleanValue();
				yield true;
			}
			case META -> false;
			case NONE -> this.attributes.trySet(name, present);
		};
	}

	/**
	 * Adds to what is left out of the events about this context.
	 * @param paths names or paths, as {@link AttributeReference#fromPath} reads them; an
	 * invalid one has no effect
	 * @return this
	 */
	public EvaluationContextBuilder privateAttributes(String... paths) {
		for (String path : paths) {
			this.privateAttributes.add(AttributeReference.fromPath(path));
		}
		return this;
	}

	/**
	 * Adds to what is left out of the events about this context.
	 * @param references the references; an invalid one has no effect
	 * @return this
	 */
	public EvaluationContextBuilder privateAttributes(AttributeReference... references) {
		for (AttributeReference reference : references) {
			this.privateAttributes.add(reference);
		}
		return this;
	}

	/**
	 * Makes the context. The builder can be used further and does not change what it has
	 * made.
	 * @return the context, which is invalid if something breaks a rule
	 */
	public EvaluationContext build() {
		List<String> problems = new ArrayList<>(0);
		String kindError = this.kind.error();
		if (kindError != null) {
			problems.add(kindError);
		}
		if (this.key == null || this.key.isEmpty()) {
			problems.add("context of kind \"%s\" has no key; give it a key that is not empty".formatted(this.kind));
		}
		problems.addAll(this.attributes.problems());
		if (!problems.isEmpty() || this.key == null) {
			return EvaluationContext.invalid(String.join(", ", problems));
		}
		return EvaluationContext.single(this.kind,
				new ContextData(this.key, this.name, this.anonymous, this.attributes.toMap(), this.privateAttributes));
	}

}
