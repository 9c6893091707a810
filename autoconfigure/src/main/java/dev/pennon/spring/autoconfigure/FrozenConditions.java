package dev.pennon.spring.autoconfigure;

import java.util.List;

import org.springframework.aot.AotDetector;

/**
 * What to say where the beans are not those that a property asks for. Conditions choose
 * them, and in an application that was processed ahead of time conditions are decided
 * then, whatever the property says when it runs.
 *
 * @param property the property that the conditions read
 * @param purpose what Redis is for, as the start of a sentence
 * @param otherValue the value of the property that needs no Redis
 */
record FrozenConditions(String property, String purpose, String otherValue) {

	/** The choice of the store of flags. */
	static final FrozenConditions STORE_TYPE = new FrozenConditions("pennon.store.type",
			"Flags are to be kept in Redis", "in-memory");

	/** The choice of the store of big segments. */
	static final FrozenConditions BIG_SEGMENTS_STORE = new FrozenConditions("pennon.big-segments.store",
			"Big segments are to be read from Redis", "none");

	/** The property asks for Redis, but there are no beans for it. */
	PennonConfigurationException withoutRedis() {
		return AotDetector.useGeneratedArtifacts()
				? decidedOtherwise(this.purpose + ", but the application was processed ahead of time without that.",
						"redis")
				: new PennonConfigurationException(this.purpose + ", but Spring Data Redis is not on the class path.",
						List.of(this.property),
						"Add 'spring-boot-starter-data-redis' to the class path and set 'spring.data.redis.*', or set "
								+ "'%s' to '%s'.".formatted(this.property, this.otherValue),
						null);
	}

	/** There are beans for Redis, but the property does not ask for it. */
	PennonConfigurationException withRedis() {
		return decidedOtherwise("The application was processed ahead of time for Redis, but '%s' says '%s' now."
			.formatted(this.property, this.otherValue), this.otherValue);
	}

	private PennonConfigurationException decidedOtherwise(String reason, String wanted) {
		return new PennonConfigurationException(reason, List.of(this.property),
				"Process the application with '%s' set to '%s', or run it with the value that it was processed with."
					.formatted(this.property, wanted),
				null);
	}

}
