package dev.pennon.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * A component that can name its own type in diagnostic events.
 */
@FunctionalInterface
public interface DiagnosticDescription {

	/**
	 * Returns the name of this type of component.
	 * @param configuration what the client is configured with
	 * @return a short name such as {@code Redis}, or null to be reported as custom
	 */
	@Nullable String describeConfiguration(DiagnosticConfiguration configuration);

}
