package dev.pennon.model;

import java.util.HashMap;
import java.util.Map;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;

/**
 * What the items of one read have in common, so that each thing is in memory once. For
 * one thread.
 */
final class SharedValues {

	private final StringPool strings = new StringPool();

	private final Map<String, ContextKind> kinds = new HashMap<>();

	private final Map<String, AttributeReference> names = new HashMap<>();

	private final Map<String, AttributeReference> paths = new HashMap<>();

	StringPool strings() {
		return this.strings;
	}

	ContextKind kind(String value) {
		return this.kinds.computeIfAbsent(value, ContextKind::of);
	}

	/** A reference, which is a path only where a kind is given with it. */
	AttributeReference attribute(String text, boolean kindGiven) {
		return kindGiven ? this.paths.computeIfAbsent(text, AttributeReference::fromPath)
				: this.names.computeIfAbsent(text, AttributeReference::fromLiteral);
	}

}
