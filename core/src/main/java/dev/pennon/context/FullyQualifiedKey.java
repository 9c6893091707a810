package dev.pennon.context;

import java.util.List;

/**
 * The text by which contexts are told apart on the wire.
 */
final class FullyQualifiedKey {

	private FullyQualifiedKey() {
	}

	static String of(ContextKind kind, String key) {
		return kind.isDefault() ? key : qualified(kind, key);
	}

	static String of(List<EvaluationContext> individuals) {
		StringBuilder text = new StringBuilder();
		for (EvaluationContext individual : individuals) {
			if (!text.isEmpty()) {
				text.append(':');
			}
			text.append(qualified(individual.kind(), individual.key()));
		}
		return text.toString();
	}

	private static String qualified(ContextKind kind, String key) {
		return kind.value() + ':' + key.replace("%", "%25").replace(":", "%3A");
	}

}
