package dev.pennon.datasource.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.pennon.internal.json.Json;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import tools.jackson.databind.node.StringNode;

/**
 * The items that are new or have changed, as one JSON text, so that they are parsed in
 * one go and share what is equal among them. Each item is a line, by which a parser's
 * error leads back to its item. For one thread.
 */
final class ChangedItems {

	private final List<Line> lines = new ArrayList<>();

	/**
	 * Puts the text together.
	 * @param items all items
	 * @param flagVersions the new version of each flag that has changed, by key
	 * @param segmentVersions the new version of each segment that has changed, by key
	 */
	ChangedItems(FlagFileItems items, Map<String, Long> flagVersions, Map<String, Long> segmentVersions) {
		add("{\"segments\":{", items.segments(), segmentVersions, "segments");
		add("},\"flags\":{", items.flags(), flagVersions, "flags");
		this.lines.add(new Syntax("}}"));
	}

	private void add(String start, Map<String, FlagFileItem> items, Map<String, Long> versions, String collection) {
		this.lines.add(new Syntax(start));
		boolean first = true;
		for (Map.Entry<String, Long> version : versions.entrySet()) {
			FlagFileItem item = items.get(version.getKey());
			if (item != null) {
				this.lines.add(new ItemLine(item, collection, version.getValue(), first));
				first = false;
			}
		}
	}

	/**
	 * Parses the items.
	 * @param keepJson whether they remember their JSON
	 * @return the items of both kinds
	 * @throws FlagFileException if an item is not valid
	 */
	FullDataSet read(boolean keepJson) {
		try (InputStream text = new SequenceInputStream(Collections.enumeration(streams()))) {
			return new FlagDataReader(keepJson).read(text);
		}
		catch (InvalidItemException ex) {
			throw describe(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Each line exists as text only while it is read
	private List<InputStream> streams() {
		return new AbstractList<>() {

			@Override
			public InputStream get(int index) {
				return new ByteArrayInputStream(ChangedItems.this.lines.get(index).text());
			}

			@Override
			public int size() {
				return ChangedItems.this.lines.size();
			}

		};
	}

	private RuntimeException describe(InvalidItemException ex) {
		int index = ex.line() - 1;
		if (index >= 0 && index < this.lines.size() && this.lines.get(index) instanceof ItemLine line) {
			return new WrongProperty(line.item(), line.collection()).describe(ex.problem(), line.json(),
					ex.column() - line.start().length);
		}
		return ex;
	}

	/**
	 * A line of the text.
	 */
	private interface Line {

		byte[] text();

	}

	private record Syntax(String syntax) implements Line {

		@Override
		public byte[] text() {
			return (this.syntax + "\n").getBytes(StandardCharsets.US_ASCII);
		}

	}

	private record ItemLine(FlagFileItem item, String collection, long version, boolean first) implements Line {

		/** What stands in front of the item. */
		byte[] start() {
			String key = Json.write(StringNode.valueOf(this.item.key()));
			return ((this.first ? "" : ",") + key + ":").getBytes(StandardCharsets.UTF_8);
		}

		byte[] json() {
			return this.item.json(this.version);
		}

		@Override
		public byte[] text() {
			byte[] start = start();
			byte[] json = json();
			byte[] text = Arrays.copyOf(start, start.length + json.length + 1);
			System.arraycopy(json, 0, text, start.length, json.length);
			text[text.length - 1] = '\n';
			return text;
		}

	}

}
