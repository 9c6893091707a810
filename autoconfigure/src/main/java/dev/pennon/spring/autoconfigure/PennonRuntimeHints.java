package dev.pennon.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps the flag file that is looked for at the root of the class path in a native image.
 */
class PennonRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String location : FlagFileLocation.DEFAULTS) {
			hints.resources().registerPattern(location.substring("classpath:".length()));
		}
	}

}
