package dev.pennon.spring.autoconfigure;

import dev.pennon.FlagClientStartException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a {@link FlagClientStartException}: an application that is to fail fast has no
 * flags.
 */
class FlagClientStartFailureAnalyzer extends AbstractFailureAnalyzer<FlagClientStartException> {

	private static final String ACTION = "Make the source of the flags available; or set 'pennon.startup.policy' to "
			+ "'wait' or 'background', so that the application starts without flags and each evaluation gives its "
			+ "default value until they arrive; or raise 'pennon.startup.timeout' if the source needs more time.";

	private final Environment environment;

	FlagClientStartFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FlagClientStartException cause) {
		String description = "%s%n%n%s%n%s".formatted(cause.getMessage(),
				ConfiguredProperty.describe("pennon.startup.policy", this.environment),
				ConfiguredProperty.describe("pennon.startup.timeout", this.environment));
		return new FailureAnalysis(description.stripTrailing(), ACTION, rootFailure);
	}

}
