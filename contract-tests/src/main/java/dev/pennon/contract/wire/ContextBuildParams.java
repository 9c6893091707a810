package dev.pennon.contract.wire;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a context to be built, of one individual or of several.
 *
 * @param single the one individual, or null if there are several
 * @param multi the individuals
 */
public record ContextBuildParams(@Nullable Single single, List<Single> multi) {

	public ContextBuildParams {
		multi = Absent.list(multi);
	}

	/**
	 * An individual.
	 *
	 * @param kind its kind, or null for a user
	 * @param key its key
	 * @param name its name
	 * @param anonymous whether it is anonymous
	 * @param privateAttributes names or paths of its private attributes
	 * @param custom its other attributes
	 */
	public record Single(@Nullable String kind, @Nullable String key, @Nullable String name, boolean anonymous,
			@JsonProperty("private") List<String> privateAttributes, Map<String, JsonNode> custom) {

		public Single {
			privateAttributes = Absent.list(privateAttributes);
			custom = Absent.map(custom);
		}

	}

}
