package dev.pennon;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.NullNode;

/**
 * What all flags are for one context at one moment. Its JSON is what client-side SDKs
 * take to start with; any Jackson mapper writes it that way, so that a web controller may
 * return it as it is. Immutable.
 */
public final class FeatureFlagsState implements JacksonSerializable {

	static final FeatureFlagsState INVALID = new FeatureFlagsState(false, List.of(), Set.of(), 0);

	private final boolean valid;

	private final List<FlagState> flags;

	private final Set<FlagsStateOption> options;

	private final long evaluatedAt;

	/** Made when it is first needed; whichever thread makes it, it is the same. */
	private volatile @Nullable Map<String, FlagState> index;

	private FeatureFlagsState(boolean valid, List<FlagState> flags, Set<FlagsStateOption> options, long evaluatedAt) {
		this.valid = valid;
		this.flags = flags;
		this.options = options;
		this.evaluatedAt = evaluatedAt;
	}

	/**
	 * Creates a valid state.
	 * @param flags the flags, not modified afterwards
	 * @param options what the caller asked for
	 * @param evaluatedAt when, in milliseconds since the epoch
	 */
	static FeatureFlagsState of(List<FlagState> flags, Set<FlagsStateOption> options, long evaluatedAt) {
		return new FeatureFlagsState(true, flags, options, evaluatedAt);
	}

	/**
	 * Returns whether there was something to evaluate.
	 * @return false if the client had no data or the context was null or invalid
	 */
	public boolean isValid() {
		return this.valid;
	}

	/**
	 * Returns the value of a flag. The caller may change what it gets: objects and arrays
	 * are copies.
	 * @param key the key of the flag
	 * @return the value, the JSON null for a flag without one; null if there is no such
	 * flag among these
	 */
	public @Nullable JsonNode value(String key) {
		FlagState flag = index().get(key);
		return (flag != null) ? valueOf(flag) : null;
	}

	/**
	 * Returns why a flag has its value.
	 * @param key the key of the flag
	 * @return the reason, or null if there is no such flag among these, or the reasons
	 * were {@linkplain FlagsStateOption#WITH_REASONS not asked for}
	 */
	public @Nullable EvaluationReason reason(String key) {
		FlagState flag = index().get(key);
		return (flag != null && this.options.contains(FlagsStateOption.WITH_REASONS)) ? flag.result().reason() : null;
	}

	/**
	 * Returns the values of all flags. The caller may change what it gets.
	 * @return a new map by flag key, in no particular order, without null values
	 */
	public Map<String, JsonNode> values() {
		Map<String, JsonNode> values = new LinkedHashMap<>();
		for (FlagState flag : this.flags) {
			values.put(flag.flag().key(), valueOf(flag));
		}
		return values;
	}

	private static JsonNode valueOf(FlagState flag) {
		JsonNode value = flag.result().value();
		return (value != null) ? value.deepCopy() : NullNode.getInstance();
	}

	private Map<String, FlagState> index() {
		Map<String, FlagState> index = this.index;
		if (index == null) {
			Map<String, FlagState> made = new LinkedHashMap<>();
			this.flags.forEach((flag) -> made.put(flag.flag().key(), flag));
			index = Collections.unmodifiableMap(made);
			this.index = index;
		}
		return index;
	}

	/**
	 * Returns the JSON for client-side SDKs: a member for each flag, {@code $flagsState}
	 * with what they need to know about the flags, and {@code $valid}.
	 * @return compact JSON
	 */
	public String toJson() {
		ByteArrayOutputStream utf8 = new ByteArrayOutputStream(FlagsStateJson.estimatedLength(this.flags));
		writeTo(utf8);
		return utf8.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Writes the JSON for client-side SDKs.
	 * @param stream where to, in UTF-8; left open
	 * @throws tools.jackson.core.JacksonException if the stream fails
	 * @see #toJson()
	 */
	public void writeTo(OutputStream stream) {
		try (JsonGenerator generator = Json.mapper().createGenerator(stream)) {
			generator.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
			json().write(generator);
		}
	}

	@Override
	public void serialize(JsonGenerator generator, SerializationContext context) {
		json().write(generator);
	}

	@Override
	public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
		serialize(generator, context);
	}

	private FlagsStateJson json() {
		return new FlagsStateJson(this.valid, this.flags, this.options, this.evaluatedAt);
	}

	@Override
	public String toString() {
		return this.valid ? "the state of %d flags".formatted(this.flags.size()) : "no valid state of flags";
	}

}
