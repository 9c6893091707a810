package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.event.EventsConfiguration;
import dev.pennon.event.EventsConfigurationBuilder;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What is told about evaluations, as {@code pennon.events.*} says.
 */
class EventsConfigurationFactory {

	private static final String PREFIX = "pennon.events.";

	private final EventsProperties properties;

	EventsConfigurationFactory(EventsProperties properties) {
		this.properties = properties;
	}

	/**
	 * Reads the properties.
	 * @return a builder to which endpoints and diagnostic properties can be added
	 * @throws InvalidConfigurationPropertyValueException if a number or a time is wrong
	 * @throws PennonConfigurationException if a private attribute is wrong
	 */
	EventsConfigurationBuilder create() {
		EventsProperties.Diagnostics diagnostics = this.properties.diagnostics();
		return EventsConfiguration.builder()
			.capacity(positive("capacity", this.properties.capacity()))
			.flushInterval(
					atLeast("flush-interval", this.properties.flushInterval(), Duration.ofMillis(1), "one millisecond"))
			.allAttributesPrivate(this.properties.allAttributesPrivate())
			.privateAttributes(privateAttributes())
			.contextKeysCapacity(positive("context-keys-capacity", this.properties.contextKeysCapacity()))
			.contextKeysFlushInterval(atLeast("context-keys-flush-interval", this.properties.contextKeysFlushInterval(),
					Duration.ofMillis(1), "one millisecond"))
			.gzip(this.properties.gzip())
			.omitAnonymousContexts(this.properties.omitAnonymousContexts())
			.diagnostics(diagnostics.enabled())
			.diagnosticInterval(atLeast("diagnostics.recording-interval", diagnostics.recordingInterval(),
					EventsConfiguration.MINIMUM_DIAGNOSTIC_INTERVAL, "one minute"));
	}

	private List<AttributeReference> privateAttributes() {
		List<AttributeReference> references = new ArrayList<>();
		for (String attribute : this.properties.privateAttributes()) {
			AttributeReference reference = AttributeReference.fromPath(attribute.strip());
			if (!reference.isValid()) {
				throw new PennonConfigurationException(
						"A private attribute is wrong, and would be told: %s.".formatted(reference.error()),
						List.of("%sprivate-attributes[%d]".formatted(PREFIX, references.size())),
						"Give the name of an attribute, or a path such as '/address/street'.", null);
			}
			references.add(reference);
		}
		return references;
	}

	private static int positive(String name, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + name, value,
					"It must be at least 1. To send no events, set 'pennon.events.enabled' to 'false'.");
		}
		return value;
	}

	private static Duration atLeast(String name, Duration value, Duration minimum, String minimumInWords) {
		if (value.compareTo(minimum) < 0) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + name, value,
					"It must be %s or more.".formatted(minimumInWords));
		}
		return value;
	}

}
