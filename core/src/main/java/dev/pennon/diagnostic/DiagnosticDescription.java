package dev.pennon.diagnostic;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A component that can describe itself in diagnostic events: a store by its name, a
 * source by its settings.
 */
@FunctionalInterface
public interface DiagnosticDescription {

	/**
	 * Returns the name of this type of component.
	 * @param configuration what the client is configured with
	 * @return a short name such as {@code Redis}, or null to be reported as custom
	 */
	@Nullable String describeConfiguration(DiagnosticConfiguration configuration);

	/**
	 * Returns the settings of a source. There are none unless overridden.
	 * @param configuration what the client is configured with
	 * @return values by the names that the events service has for them, such as
	 * {@code streamingDisabled}; what it does not know, or knows with another type, is
	 * left out
	 */
	default Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
		return Map.of();
	}

}
