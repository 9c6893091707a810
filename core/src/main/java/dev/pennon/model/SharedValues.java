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

	private final StringPool strings;

	// A single item has few of each
	private final Map<String, ContextKind> kinds = new HashMap<>(2);

	private final Map<String, AttributeReference> names = new HashMap<>(2);

	private final Map<String, AttributeReference> paths = new HashMap<>(2);

	/**
	 * Creates values for one read.
	 * @param expected how many bytes of JSON are read, 0 if that is not known
	 */
	SharedValues(int expected) {
		this.strings = new StringPool(expected);
	}

	StringPool strings() {
		return this.strings;
	}

	ContextKind kind(String value) {
		return this.kinds.computeIfAbsent(value, ContextKind::of);
	}

	/**
	 * A reference, which is a path only where a kind is given with it. Its text is
	 * interned: contexts are built with literals as a rule, so that looking up an
	 * attribute finds the same string and need not compare characters.
	 */
	AttributeReference attribute(String text, boolean kindGiven) {
		Map<String, AttributeReference> references = kindGiven ? this.paths : this.names;
		AttributeReference reference = references.get(text);
		if (reference == null) {
			String name = text.intern();
			reference = kindGiven ? AttributeReference.fromPath(name) : AttributeReference.fromLiteral(name);
			references.put(name, reference);
		}
		return reference;
	}

}
