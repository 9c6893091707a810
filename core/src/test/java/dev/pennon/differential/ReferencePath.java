package dev.pennon.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses attribute references for {@link ReferenceEvaluator}.
 */
final class ReferencePath {

	private ReferencePath() {
	}

	/** Returns the components, or null if the reference is invalid. */
	static List<String> parse(String reference, boolean isLiteral) {
		if (reference.isEmpty() || (!isLiteral && reference.equals("/"))) {
			return null;
		}
		if (isLiteral || !reference.startsWith("/")) {
			return List.of(reference);
		}
		List<String> components = new ArrayList<>();
		for (String component : reference.substring(1).split("/", -1)) {
			if (component.isEmpty() || component.matches(".*~([^01].*|$)")) {
				return null;
			}
			components.add(component.replace("~1", "/").replace("~0", "~"));
		}
		return components;
	}

}
