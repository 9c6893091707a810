package dev.pennon.spring.autoconfigure;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * What a failure report says about a property. Credentials are not shown.
 */
final class ConfiguredProperty {

	/** User name and password in a URI. */
	private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@");

	private static final Set<String> SECRETS = Set.of("pennon.sdk-key", "pennon.http.proxy.password");

	private ConfiguredProperty() {
	}

	/**
	 * Describes a property: its name, its value and where that comes from.
	 * @param name the name in canonical form; an element of a list may be set as part of
	 * the whole list
	 * @param environment where it may be set
	 * @return lines that end with a line separator
	 */
	static String describe(String name, Environment environment) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		String description = find(propertyName, environment);
		if (description == null && propertyName.isLastElementIndexed()) {
			description = find(propertyName.getParent(), environment);
		}
		return (description != null) ? description : "    Property: %s%n    Value: not set%n".formatted(name);
	}

	private static @Nullable String find(ConfigurationPropertyName name, Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return "    Property: %s%n    Value: \"%s\"%n    Origin: %s%n".formatted(name,
						masked(name.toString(), String.valueOf(property.getValue())),
						(property.getOrigin() != null) ? property.getOrigin() : source.getUnderlyingSource());
			}
		}
		return null;
	}

	private static String masked(String name, String value) {
		boolean secret = SECRETS.contains(name) || name.startsWith("pennon.http.headers");
		return secret ? "******" : CREDENTIALS.matcher(value).replaceAll("//******@");
	}

}
