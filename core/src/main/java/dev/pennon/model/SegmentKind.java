package dev.pennon.model;

import java.util.Collection;
import java.util.List;

/**
 * Segments as a kind of item.
 */
final class SegmentKind extends ItemKind<Segment, SegmentProperties> {

	SegmentKind() {
		super("segments", "segments", "segment", 0);
	}

	@Override
	SegmentProperties properties(String key) {
		return new SegmentProperties(key);
	}

	@Override
	ItemParser<SegmentProperties> parser(TokenReader tokens) {
		return new SegmentParser(tokens);
	}

	@Override
	Segment compile(SegmentProperties properties) {
		return new Segment(properties);
	}

	@Override
	public Collection<String> dependencyKeys(Segment item) {
		return List.of();
	}

}
