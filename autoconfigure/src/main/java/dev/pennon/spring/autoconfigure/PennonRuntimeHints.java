package dev.pennon.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps in a native image the flag file that is looked for at the root of the class path,
 * and the field that tells where a connection factory leads.
 */
class PennonRuntimeHints implements RuntimeHintsRegistrar {

	private static final String LETTUCE = "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String location : FlagFileLocation.DEFAULTS) {
			hints.resources().registerPattern(location.substring("classpath:".length()));
		}
		hints.reflection().registerTypeIfPresent(classLoader, LETTUCE, (type) -> type.withField("configuration"));
	}

}
