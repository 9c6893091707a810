package dev.pennon.datasource.file;

import java.io.Reader;
import java.util.Set;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;

/**
 * Reads the part of YAML that says the same as JSON. Nulls and booleans are written as
 * the core schema of YAML 1.2 allows ({@code ~}, nothing, {@code True}), numbers as in
 * JSON; {@code yes}, {@code no}, {@code on} and {@code off} are text. Tags that name
 * anything but a JSON type are refused, and aliases too, so that no file can make more of
 * itself than its own size.
 */
final class FlagYamlFactory extends YAMLFactory {

	FlagYamlFactory() {
		super(YAMLFactory.builder()
			.enable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
			.loadSettings(LoadSettings.builder().setCodePointLimit(FlagFileContent.MAX_BYTES).build()));
	}

	@Override
	protected YAMLParser _createParser(ObjectReadContext readContext, IOContext ioContext, byte[] data, int offset,
			int length) {
		return new FlagYamlParser(readContext, ioContext, _getBufferRecycler(),
				readContext.getStreamReadFeatures(this._streamReadFeatures),
				readContext.getFormatReadFeatures(this._formatReadFeatures), this._loadSettings,
				_createReader(data, offset, length, JsonEncoding.UTF8, ioContext));
	}

	private static final class FlagYamlParser extends YAMLParser {

		private static final String STANDARD_TAG = "tag:yaml.org,2002:";

		private static final Set<String> JSON_TYPES = Set.of("null", "bool", "int", "float", "str", "seq", "map");

		FlagYamlParser(ObjectReadContext readContext, IOContext ioContext, BufferRecycler recycler, int readFeatures,
				int formatFeatures, LoadSettings settings, Reader reader) {
			super(readContext, ioContext, recycler, readFeatures, formatFeatures, settings, reader);
		}

		@Override
		public JsonToken nextToken() {
			JsonToken token = super.nextToken();
			if (isCurrentAlias()) {
				throw _constructReadException("the alias *%s is not supported: write the value out", getString());
			}
			String tag = getTypeId();
			if (tag != null && !tag.isEmpty() && !isJsonType(tag)) {
				throw _constructReadException("the tag \"%s\" is not supported", tag);
			}
			return token;
		}

		private static boolean isJsonType(String tag) {
			return tag.startsWith(STANDARD_TAG) && JSON_TYPES.contains(tag.substring(STANDARD_TAG.length()));
		}

		@Override
		protected JsonToken _decodeScalar(ScalarEvent scalar) {
			JsonToken token = super._decodeScalar(scalar);
			if (token != JsonToken.VALUE_STRING || !scalar.isPlain() || scalar.getTag().isPresent()) {
				return token;
			}
			return switch (scalar.getValue()) {
				case "~", "Null", "NULL" -> JsonToken.VALUE_NULL;
				case "True", "TRUE" -> JsonToken.VALUE_TRUE;
				case "False", "FALSE" -> JsonToken.VALUE_FALSE;
				default -> token;
			};
		}

	}

}
