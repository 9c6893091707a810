package dev.pennon.context;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who or what a flag is evaluated for: one individual of some {@linkplain ContextKind
 * kind} with a key and attributes, or several individuals of different kinds. Immutable,
 * and so are the nodes that it hands out. Making one never throws; one that breaks a rule
 * is {@linkplain #isValid invalid} and says {@linkplain #error why}, and an evaluation
 * for it gives the default value.
 */
public final class EvaluationContext {

	private final ContextKind kind;

	private final ContextData data;

	// The key is what targets and segments look for: with it and its hash at hand, they
	// have two objects less to wait for before they know where to look
	private final String key;

	private final int keyHash;

	private final List<EvaluationContext> individuals;

	private final String fullyQualifiedKey;

	private final @Nullable String error;

	/** Whether this is valid and single, which every clause asks. */
	private final boolean individual;

	private EvaluationContext(ContextKind kind, ContextData data, List<EvaluationContext> individuals,
			String fullyQualifiedKey, @Nullable String error) {
		this.kind = kind;
		this.data = data;
		this.key = data.key();
		this.keyHash = this.key.hashCode();
		this.individuals = individuals;
		this.fullyQualifiedKey = fullyQualifiedKey;
		this.error = error;
		this.individual = error == null && individuals.isEmpty();
	}

	static EvaluationContext single(ContextKind kind, ContextData data) {
		return new EvaluationContext(kind, data, List.of(), FullyQualifiedKey.of(kind, data.key()), null);
	}

	static EvaluationContext multiple(List<EvaluationContext> sortedByKind) {
		return new EvaluationContext(ContextKind.MULTI, ContextData.NONE, sortedByKind,
				FullyQualifiedKey.of(sortedByKind), null);
	}

	static EvaluationContext invalid(String error) {
		return new EvaluationContext(ContextKind.USER, ContextData.NONE, List.of(), "", error);
	}

	/**
	 * Returns a context of kind {@link ContextKind#USER} with nothing but a key.
	 * @param key the key; null or empty makes the context invalid
	 * @return the context
	 */
	public static EvaluationContext of(@Nullable String key) {
		return builder(key).build();
	}

	/**
	 * Returns a context with nothing but a kind and a key.
	 * @param kind the kind
	 * @param key the key; null or empty makes the context invalid
	 * @return the context
	 */
	public static EvaluationContext of(ContextKind kind, @Nullable String key) {
		return builder(kind, key).build();
	}

	/**
	 * Starts a context of kind {@link ContextKind#USER}.
	 * @param key the key; null or empty makes the context invalid
	 * @return a builder
	 */
	public static EvaluationContextBuilder builder(@Nullable String key) {
		return new EvaluationContextBuilder(ContextKind.USER, key);
	}

	/**
	 * Starts a context of any kind.
	 * @param kind the kind
	 * @param key the key; null or empty makes the context invalid
	 * @return a builder
	 */
	public static EvaluationContextBuilder builder(ContextKind kind, @Nullable String key) {
		return new EvaluationContextBuilder(kind, key);
	}

	/**
	 * Starts a context that consists of several others.
	 * @return a builder
	 */
	public static MultiContextBuilder multiBuilder() {
		return new MultiContextBuilder();
	}

	/**
	 * Reads a context from JSON: the form that {@link #toJson} writes, or a user without
	 * a kind as older SDKs wrote it. Never throws.
	 * @param json the text
	 * @return the context, which is invalid if the text is malformed or breaks a rule
	 */
	public static EvaluationContext fromJson(@Nullable String json) {
		return ContextReader.read(json);
	}

	/**
	 * Reads a context from JSON, as {@link #fromJson(String)} does.
	 * @param json the text in UTF-8
	 * @return the context, which is invalid if the text is malformed or breaks a rule
	 */
	public static EvaluationContext fromJson(byte @Nullable [] json) {
		return ContextReader.read(json);
	}

	/**
	 * Returns this context as JSON, private attributes included and named as such.
	 * @return compact JSON
	 * @throws IllegalStateException if this context is invalid
	 */
	public String toJson() {
		if (this.error != null) {
			throw new IllegalStateException("An invalid context has no JSON: %s".formatted(this.error));
		}
		return ContextWriter.write(this);
	}

	/**
	 * Returns whether flags can be evaluated for this context.
	 * @return false if there is an {@link #error}
	 */
	public boolean isValid() {
		return this.error == null;
	}

	/**
	 * Returns what is wrong with this context.
	 * @return every reason with its remedy, or null if the context is valid
	 */
	public @Nullable String error() {
		return this.error;
	}

	/**
	 * Returns whether this consists of several individual contexts.
	 * @return whether the kind is {@link ContextKind#MULTI}
	 */
	public boolean isMultiple() {
		return !this.individuals.isEmpty();
	}

	/**
	 * Returns the kind.
	 * @return the kind, {@link ContextKind#MULTI} if this consists of several contexts
	 */
	public ContextKind kind() {
		return this.kind;
	}

	/**
	 * Returns the key.
	 * @return the key, empty if this consists of several contexts
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the hash code of the {@link #key}, for those that look the key up.
	 * @return {@code key().hashCode()}
	 */
	public int keyHash() {
		return this.keyHash;
	}

	/**
	 * Returns the name.
	 * @return the name, or null for none
	 */
	public @Nullable String name() {
		return this.data.name();
	}

	/**
	 * Returns whether this is left out of what is shown of known contexts.
	 * @return whether this is anonymous
	 */
	public boolean isAnonymous() {
		return this.data.isAnonymous();
	}

	/**
	 * Returns the value that a reference leads to, built-in attributes included. It only
	 * goes down through objects, not through arrays.
	 * @param reference the reference
	 * @return the value, which cannot be modified, or null for none, for a JSON null and
	 * for an invalid reference; in a context of several only the kind has a value
	 */
	public @Nullable JsonNode value(AttributeReference reference) {
		String name = reference.customName();
		if (name != null) {
			return this.data.attributes().value(name);
		}
		int depth = reference.depth();
		if (depth == 0) {
			return null;
		}
		JsonNode value = value(reference.builtIn(), reference.component(0));
		for (int i = 1; i < depth && value != null; i++) {
			value = value.isObject() ? value.get(reference.component(i)) : null;
		}
		return (value != null && value.isNull()) ? null : value;
	}

	/**
	 * Returns the value of an attribute, built-in ones included.
	 * @param name the attribute's exact name, not a path
	 * @return the value, which cannot be modified, or null for none; in a context of
	 * several only the kind has a value
	 */
	public @Nullable JsonNode value(String name) {
		return value(BuiltInAttribute.of(name), name);
	}

	private @Nullable JsonNode value(BuiltInAttribute builtIn, String name) {
		if (builtIn == BuiltInAttribute.KIND) {
			return (this.error == null) ? this.kind.node() : null;
		}
		return this.data.value(builtIn, name);
	}

	/**
	 * Returns how many individual contexts this consists of.
	 * @return 1 for a single context, 0 for an invalid one
	 */
	public int individualCount() {
		if (this.error != null) {
			return 0;
		}
		return isMultiple() ? this.individuals.size() : 1;
	}

	/**
	 * Returns one individual context, in the order of their kinds' names.
	 * @param index its place, from 0
	 * @return the context; this one itself if it is single
	 * @throws IndexOutOfBoundsException if there is none in that place
	 */
	public EvaluationContext individual(int index) {
		if (index == 0 && individualCount() == 1) {
			return this;
		}
		return this.individuals.get(index);
	}

	/**
	 * Returns the individual context of a kind.
	 * @param kind the kind
	 * @return the context, this one itself if it is single and of that kind; or null
	 */
	public @Nullable EvaluationContext individual(ContextKind kind) {
		if (this.individual) {
			return this.kind.equals(kind) ? this : null;
		}
		for (int i = 0; i < this.individuals.size(); i++) {
			EvaluationContext individual = this.individuals.get(i);
			if (individual.kind.equals(kind)) {
				return individual;
			}
		}
		return null;
	}

	/**
	 * Returns the names of the attributes that are not built in.
	 * @return unmodifiable names, in the order in which they were set
	 */
	public Set<String> attributeNames() {
		return attributes().keySet();
	}

	Map<String, JsonNode> attributes() {
		return this.data.attributes();
	}

	/**
	 * Returns what is to be left out of the events about this context.
	 * @return unmodifiable references, which may be invalid
	 */
	public List<AttributeReference> privateAttributes() {
		return this.data.privateAttributes();
	}

	/**
	 * Returns a text that tells this context from all others by kinds and keys.
	 * @return the text, empty for an invalid context
	 */
	public String fullyQualifiedKey() {
		return this.fullyQualifiedKey;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof EvaluationContext context && this.kind.equals(context.kind)
				&& this.fullyQualifiedKey.equals(context.fullyQualifiedKey) && Objects.equals(this.error, context.error)
				&& this.data.equals(context.data) && this.individuals.equals(context.individuals));
	}

	@Override
	public int hashCode() {
		return this.fullyQualifiedKey.hashCode();
	}

	/**
	 * Returns kinds and keys, but no attributes, since these may be personal.
	 * @return a text for people
	 */
	@Override
	public String toString() {
		return (this.error != null) ? "invalid context: " + this.error : this.fullyQualifiedKey;
	}

}
