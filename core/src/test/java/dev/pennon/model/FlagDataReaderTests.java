package dev.pennon.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import dev.pennon.internal.json.Json;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FlagDataReader}.
 */
class FlagDataReaderTests {

	private static FullDataSet read(String json, boolean keepJson) throws IOException {
		byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
		return new FlagDataReader(keepJson).read(new ByteArrayInputStream(bytes));
	}

	private static String encoded(FullDataSet data, String key) {
		FeatureFlag flag = data.items(DataKinds.FEATURES).get(key);
		return new String(DataKinds.FEATURES.encode(flag), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void flagsAndSegmentsAreReadInAnyOrderAndOtherPropertiesSkipped(boolean keepJson) throws IOException {
		FullDataSet data = read(
				"{'x':{'flags':1},'segments':{'s':{'version':1}},'y':[{}],'flags':{'a':{'version':2},'':{'version':3}},'z':null}",
				keepJson);
		assertThat(data.kinds()).containsExactly(DataKinds.SEGMENTS, DataKinds.FEATURES);
		assertThat(data.items(DataKinds.FEATURES).keySet()).containsExactly("a", "");
		assertThat(data.items(DataKinds.FEATURES).get("").version()).isEqualTo(3);
		assertThat(data.items(DataKinds.SEGMENTS).keySet()).containsExactly("s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'flags':null,'segments':null}", "{'flags':{}}" })
	void missingCollectionIsEmpty(String json) throws IOException {
		FullDataSet data = read(json, false);
		assertThat(data.kinds()).containsExactly(DataKinds.SEGMENTS, DataKinds.FEATURES);
		assertThat(data.items(DataKinds.FEATURES)).isEmpty();
	}

	@Test
	void deletedItemIsATombstone() throws IOException {
		FullDataSet data = read("{'flags':{'a':{'version':2,'deleted':true,'on':true}}}", false);
		assertThat(data.items(DataKinds.FEATURES).get("a").isDeleted()).isTrue();
		assertThat(encoded(data, "a")).isEqualTo("{\"key\":\"a\",\"version\":2,\"deleted\":true}");
	}

	@Test
	void jsonIsKeptWithUnknownPropertiesAndNumbersVerbatim() throws IOException {
		FullDataSet data = read(
				"{'flags':{'a': {'version': 2, 'x':{'n':[1.10,-0,1E+2,1e400,123456789012345678901234567890,null,true,false,'\\u00e9\\n']},\n 'variations':[{'y':1.0}]},"
						+ "'b':{'version':3}}}",
				true);
		assertThat(encoded(data, "a")).isEqualTo(
				"{\"version\":2,\"x\":{\"n\":[1.10,-0,1E+2,1e400,123456789012345678901234567890,null,true,false,\"\u00e9\\n\"]},\"variations\":[{\"y\":1.0}]}");
		assertThat(encoded(data, "b")).isEqualTo("{\"version\":3}");
	}

	@Test
	void itemWhoseJsonWasNotKeptCannotBeEncoded() throws IOException {
		FullDataSet data = read("{'flags':{'a':{'version':2}}}", false);
		assertThatIllegalStateException().isThrownBy(() -> encoded(data, "a"))
			.withMessage("The JSON of flag 'a' version 2 was not kept; read it with a FlagDataReader that keeps JSON");
	}

	@Test
	void equalStringsAreOneCopy() throws IOException {
		FullDataSet data = read("{'flags':{'a':{'variations':['same']},'b':{'variations':['same']}}}", false);
		assertThat(data.items(DataKinds.FEATURES).get("a").variations().get(0).stringValue())
			.isSameAs(data.items(DataKinds.FEATURES).get("b").variations().get(0).stringValue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[]                                              | the flag data must be an object (line 1, column 1)
					{'flags':[]}                                    | the flag data has a wrong type: 'flags' must be an object (line 1, column 10)
					{'flags':{'a':1}}                               | flag 'a' must be an object (line 1, column 15)
					{'flags':{'a':null}}                            | flag 'a' must be an object (line 1, column 15)
					{'flags':{'a':{},'b':{'on':1}}}                 | flag 'b' has a wrong type: 'on' must be a boolean (line 1, column 28)
					{'flags':{'a':{'rules':[{'id':1}]}}}            | flag 'a' has a wrong type: 'rules[0].id' must be a string (line 1, column 31)
					{'segments':{'s':{'rules':{}}}}                 | segment 's' has a wrong type: 'rules' must be an array (line 1, column 27)
					{'flags':{'a':{}},'segments':1}                 | the flag data has a wrong type: 'segments' must be an object (line 1, column 30)
					""")
	void wrongTypeIsNamedWithItsPlace(String json, String message) {
		for (boolean keepJson : new boolean[] { true, false }) {
			assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> read(json, keepJson))
				.withMessage(message);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{'flags':{'a':{'on':tru}}}", "{'flags':{'a':{'x':[", "{'flags':{}} {}",
			"{'x':[1", "not json" })
	void textThatIsNotJsonIsRefused(String json) {
		for (boolean keepJson : new boolean[] { true, false }) {
			assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> read(json, keepJson))
				.withMessageContaining("(line 1, column ");
		}
	}

	@Test
	void inputThatFailsIsAnIoException() {
		InputStream input = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("connection reset");
			}

		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new FlagDataReader(true).read(input))
			.withMessage("connection reset");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void parserMayBeInsideALargerText(boolean keepJson) {
		String json = "{\"data\":{\"flags\":{\"a\":{\"version\":2}}},\"path\":\"/\"}";
		try (JsonParser parser = Json.mapper().createParser(json)) {
			parser.nextToken();
			parser.nextToken();
			parser.nextToken();
			FullDataSet data = new FlagDataReader(keepJson).read(parser);
			assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("a");
			assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
			assertThat(parser.nextName()).isEqualTo("path");
		}
	}

	@Test
	void yamlIsReadAndKeptAsJson() {
		String yaml = """
				flags:
				  a:
				    version: 16
				    on: true
				    variations: ["yes", 1., 1.50, -3, 1e3, {x: null}]
				    fallthrough: {variation: 1}
				""";
		try (JsonParser parser = new YAMLMapper().createParser(yaml)) {
			FullDataSet data = new FlagDataReader(true).read(parser);
			FeatureFlag flag = data.items(DataKinds.FEATURES).get("a");
			assertThat(flag.version()).isEqualTo(16);
			assertThat(Json.read(DataKinds.FEATURES.encode(flag))).isEqualTo(Json.read(
					"{\"version\":16,\"on\":true,\"variations\":[\"yes\",1,1.50,-3,1e3,{\"x\":null}],\"fallthrough\":{\"variation\":1}}"));
			assertThat(encoded(data, "a")).contains("1.50,-3,1e3");
		}
	}

	@Test
	void fractionsWithoutDigitsAreKeptAsJson() {
		String yaml = "flags: {a: {variations: [1., 12.e3, 1.e-2]}}";
		try (JsonParser parser = new YAMLMapper().createParser(yaml)) {
			FullDataSet data = new FlagDataReader(true).read(parser);
			assertThat(encoded(data, "a")).isEqualTo("{\"variations\":[1,1.2E+4,0.01]}");
		}
	}

	@Test
	void wrongTypeInYamlIsNamedWithItsPlace() {
		try (JsonParser parser = new YAMLMapper().createParser("flags:\n  a:\n    on: maybe\n")) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> new FlagDataReader(true).read(parser))
				.withMessage("flag 'a' has a wrong type: 'on' must be a boolean (line 3, column 9)");
		}
	}

	@Test
	void yamlThatIsMalformedIsRefused() {
		try (JsonParser parser = new YAMLMapper().createParser("flags:\n  a: {on: true\n")) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> new FlagDataReader(true).read(parser))
				.withMessageContaining("is not well-formed (line ");
		}
	}

	@Test
	void numberThatJsonDoesNotHaveIsRefusedIfTheJsonIsKept() {
		try (JsonParser parser = new YAMLMapper().createParser("flags:\n  a:\n    variations: [.inf]\n")) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> new FlagDataReader(true).read(parser));
		}
	}

}
