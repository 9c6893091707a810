package dev.pennon.spring.autoconfigure;

import java.util.List;

import org.springframework.aot.AotDetector;

/**
 * What to say where the beans are not those that a property asks for. Conditions choose
 * them, and in an application that was processed ahead of time conditions are decided
 * then, whatever the property says when it runs.
 *
 * @param purpose what Redis is for
 */
record FrozenConditions(RedisPurpose purpose) {

	/** The choice of the store of flags. */
	static final FrozenConditions STORE_TYPE = new FrozenConditions(RedisPurpose.FLAGS);

	/** The choice of the store of big segments. */
	static final FrozenConditions BIG_SEGMENTS_STORE = new FrozenConditions(RedisPurpose.BIG_SEGMENTS);

	/** The property asks for Redis, but there are no beans for it. */
	PennonConfigurationException withoutRedis() {
		return AotDetector.useGeneratedArtifacts() ? decidedOtherwise(
				this.purpose.sentence() + ", but the application was processed ahead of time without that.", "redis")
				: this.purpose.withoutStore();
	}

	/** There are beans for Redis, but the property does not ask for it. */
	PennonConfigurationException withRedis() {
		return decidedOtherwise("The application was processed ahead of time for Redis, but '%s' says '%s' now."
			.formatted(this.purpose.property(), this.purpose.otherValue()), this.purpose.otherValue());
	}

	private PennonConfigurationException decidedOtherwise(String reason, String wanted) {
		return new PennonConfigurationException(reason, List.of(this.purpose.property()),
				"Process the application with '%s' set to '%s', or run it with the value that it was processed with."
					.formatted(this.purpose.property(), wanted),
				null);
	}

}
