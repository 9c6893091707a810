package dev.pennon.spring.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a {@link PennonConfigurationException}: the reason, the value and the origin
 * of each property that matters, and the remedy.
 */
class PennonConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<PennonConfigurationException> {

	private final Environment environment;

	PennonConfigurationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PennonConfigurationException cause) {
		String properties = cause.properties()
			.stream()
			.map((name) -> ConfiguredProperty.describe(name, this.environment))
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis("%s%n%n%s".formatted(cause.getMessage(), properties).stripTrailing(), cause.remedy(),
				rootFailure);
	}

}
