package dev.pennon.contract.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks whether two contexts are equal.
 *
 * @param context1 one
 * @param context2 the other
 */
public record ContextComparisonParams(Operand context1, Operand context2) {

	public ContextComparisonParams {
		Required.property("context1", context1);
		Required.property("context2", context2);
	}

	/**
	 * A context, of one individual or of several.
	 *
	 * @param single the one individual, or null if there are several
	 * @param multi the individuals
	 */
	public record Operand(@Nullable Single single, List<Single> multi) {

		public Operand {
			multi = Absent.list(multi);
		}

	}

	/**
	 * An individual.
	 *
	 * @param kind its kind
	 * @param key its key
	 * @param attributes its other attributes, to be set in this order
	 * @param privateAttributes which of them are private
	 */
	public record Single(@Nullable String kind, @Nullable String key, List<Attribute> attributes,
			List<PrivateAttribute> privateAttributes) {

		public Single {
			attributes = Absent.list(attributes);
			privateAttributes = Absent.list(privateAttributes);
		}

	}

	/**
	 * An attribute.
	 *
	 * @param name its name
	 * @param value its value
	 */
	public record Attribute(String name, @Nullable JsonNode value) {
	}

	/**
	 * Names a private attribute.
	 *
	 * @param value its name, or a path
	 * @param literal whether it is a name even if it looks like a path
	 */
	public record PrivateAttribute(String value, boolean literal) {
	}

}
