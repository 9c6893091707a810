package dev.pennon.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The configuration is wrong in a way that Spring Boot's own exceptions cannot say: it
 * takes several properties to be wrong, or the fault lies in what a property points at.
 * {@link PennonConfigurationFailureAnalyzer} explains it.
 */
final class PennonConfigurationException extends RuntimeException {

	private final transient List<String> properties;

	private final String remedy;

	/**
	 * Creates an exception.
	 * @param reason what is wrong
	 * @param properties the names of the properties that matter, set or not
	 * @param remedy what to do about it
	 * @param cause what came to light when the configuration was used
	 */
	PennonConfigurationException(String reason, List<String> properties, String remedy, @Nullable Throwable cause) {
		super(reason, cause);
		this.properties = List.copyOf(properties);
		this.remedy = remedy;
	}

	List<String> properties() {
		return this.properties;
	}

	String remedy() {
		return this.remedy;
	}

}
