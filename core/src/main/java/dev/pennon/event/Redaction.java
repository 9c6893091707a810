package dev.pennon.event;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.context.AttributeReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Decides what is left out of one individual context, and remembers what was. For one
 * thread.
 */
final class Redaction {

	private final boolean everything;

	private final List<AttributeReference> common;

	private final List<AttributeReference> own;

	private final List<String> redacted = new ArrayList<>(0);

	/**
	 * Creates a redaction.
	 * @param everything whether to leave out all attributes
	 * @param common what to leave out of each context
	 * @param own what the context itself wants to be left out
	 */
	Redaction(boolean everything, List<AttributeReference> common, List<AttributeReference> own) {
		this.everything = everything;
		this.common = common;
		this.own = own;
	}

	/** Returns whether a whole attribute is to be left out, and remembers it if so. */
	boolean isPrivate(String name) {
		if (this.everything) {
			this.redacted.add(AttributeReference.fromLiteral(name).toString());
			return true;
		}
		return isPrivate(List.of(name));
	}

	/** Returns whether a value is to be left out, and remembers it if so. */
	boolean isPrivate(List<String> path) {
		AttributeReference match = match(this.common, path);
		if (match == null) {
			match = match(this.own, path);
		}
		if (match != null) {
			this.redacted.add(match.toString());
		}
		return match != null;
	}

	private static @Nullable AttributeReference match(List<AttributeReference> references, List<String> path) {
		for (AttributeReference reference : references) {
			if (reference.depth() == path.size() && startsWith(reference, path)) {
				return reference;
			}
		}
		return null;
	}

	private static boolean startsWith(AttributeReference reference, List<String> path) {
		for (int i = path.size() - 1; i >= 0; i--) {
			if (!reference.component(i).equals(path.get(i))) {
				return false;
			}
		}
		return true;
	}

	/** Returns whether something inside an attribute may have to be left out. */
	boolean reachesInto(String name) {
		return reachesInto(this.common, name) || reachesInto(this.own, name);
	}

	private static boolean reachesInto(List<AttributeReference> references, String name) {
		for (AttributeReference reference : references) {
			if (reference.depth() > 1 && reference.component(0).equals(name)) {
				return true;
			}
		}
		return false;
	}

	/** Writes what was left out, if anything was. */
	void writeMeta(JsonGenerator json) {
		if (this.redacted.isEmpty()) {
			return;
		}
		json.writeName("_meta");
		json.writeStartObject();
		json.writeName("redactedAttributes");
		json.writeStartArray();
		this.redacted.forEach(json::writeString);
		json.writeEndArray();
		json.writeEndObject();
	}

}
