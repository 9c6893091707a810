package dev.pennon.datasource.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the items of all files, in the order of their definition. For one thread.
 */
final class FlagFileItems {

	private final DuplicateKeys duplicateKeys;

	private final Map<String, FlagFileItem> flags = new LinkedHashMap<>();

	private final Map<String, FlagFileItem> segments = new LinkedHashMap<>();

	FlagFileItems(DuplicateKeys duplicateKeys) {
		this.duplicateKeys = duplicateKeys;
	}

	void addFlag(FlagFileItem item) {
		add(this.flags, "flag", item);
	}

	void addSegment(FlagFileItem item) {
		add(this.segments, "segment", item);
	}

	private void add(Map<String, FlagFileItem> items, String noun, FlagFileItem item) {
		FlagFileItem first = items.putIfAbsent(item.key(), item);
		if (first != null && this.duplicateKeys == DuplicateKeys.FAIL) {
			throw new FlagFileException(item.content().file().name(), item.place(),
					"the %s \"%s\" is defined already in %s%s".formatted(noun, item.key(),
							first.content().file().name(), first.place()),
					"Remove one of the two, or set duplicate-keys to first-wins to use the first", null);
		}
	}

	Map<String, FlagFileItem> flags() {
		return Collections.unmodifiableMap(this.flags);
	}

	Map<String, FlagFileItem> segments() {
		return Collections.unmodifiableMap(this.segments);
	}

}
