package dev.pennon.model;

import java.util.HashMap;
import java.util.Map;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;

/**
 * What items have in common, so that each thing is in memory once, and where their
 * clauses are read. For one thread.
 */
final class SharedValues {

	private static final int MAX_VALUES = 4096;

	private final StringPool strings;

	private final ClauseValues clauseValues;

	// A single item has few of each
	private final Map<String, ContextKind> kinds = new HashMap<>(2);

	private final Map<String, AttributeReference> names = new HashMap<>(2);

	private final Map<String, AttributeReference> paths = new HashMap<>(2);

	private SharedValues(StringPool strings) {
		this.strings = strings;
		this.clauseValues = new ClauseValues(strings);
	}

	/**
	 * Creates values for one read.
	 * @param expected how many bytes of JSON are read, 0 if that is not known
	 */
	static SharedValues ofRead(int expected) {
		return new SharedValues(StringPool.forRead(expected));
	}

	/** Creates values for any number of reads of single items. */
	static SharedValues ofUpdates() {
		return new SharedValues(StringPool.forUpdates());
	}

	StringPool strings() {
		return this.strings;
	}

	/** Where the values of the clause are that is being read. */
	ClauseValues clauseValues() {
		return this.clauseValues;
	}

	ContextKind kind(String value) {
		ContextKind kind = this.kinds.get(value);
		return (kind != null) ? kind : remember(this.kinds, value, ContextKind.of(value));
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
			remember(references, name, reference);
		}
		return reference;
	}

	// A source that runs for years may see any number of them
	private static <V> V remember(Map<String, V> values, String text, V value) {
		if (values.size() == MAX_VALUES) {
			values.clear();
		}
		values.put(text, value);
		return value;
	}

}
