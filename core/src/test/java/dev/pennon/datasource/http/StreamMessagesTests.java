package dev.pennon.datasource.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.pennon.datasource.http.StreamMessages.Outcome;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamMessagesTests {

	private final Downstream downstream = new Downstream();

	private final StreamMessages messages = new StreamMessages(this.downstream.sink());

	@BeforeEach
	void givenAFlagAndASegment() {
		apply("put", """
				{"path":"/","data":{"flags":{"a":%s},"segments":{"s":%s}}}""".formatted(FlagJson.flag("a", 5),
				FlagJson.segment("s", 5)));
	}

	@AfterEach
	void close() {
		this.downstream.close();
	}

	@Test
	void aPutReplacesEverythingWhateverTheVersions() {
		assertThat(apply("put", FlagJson.put("a", 1))).isEqualTo(Outcome.ALL_STORED);

		assertThat(this.downstream.flags()).isEqualTo("a=1");
		assertThat(this.downstream.segments()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"data\":{\"flags\":{},\"segments\":{}}}", "{\"data\":{}}",
			"{\"path\":7,\"extra\":[{}],\"data\":{\"flags\":{},\"other\":{\"x\":1}}}",
			"{\"data\":{\"segments\":{},\"flags\":{}},\"path\":\"/\"}" })
	void aPutNeedsNoPathAndMayHaveMoreThanIsKnown(String data) {
		assertThat(apply("put", data)).isEqualTo(Outcome.ALL_STORED);

		assertThat(this.downstream.flags()).isEmpty();
	}

	@Test
	void aPatchPutsAnItemInThePlaceOfOneWithALowerVersion() {
		assertThat(apply("patch", FlagJson.patch("a", 6))).isEqualTo(Outcome.ITEM_STORED);
		apply("patch", FlagJson.patch("b", 1));
		apply("patch", FlagJson.patch("b", 1));
		apply("patch", "{\"path\":\"/segments/s\",\"data\":" + FlagJson.segment("s", 6) + "}");

		assertThat(this.downstream.flags()).isEqualTo("a=6, b=1");
		assertThat(this.downstream.segments()).isEqualTo("s=6");
	}

	@Test
	void aPatchThatComesTooLateChangesNothingAndIsCounted() {
		assertThat(apply("patch", FlagJson.patch("a", 5))).isEqualTo(Outcome.ITEM_STORED);

		assertThat(this.downstream.flags()).isEqualTo("a=5");
		assertThat(this.downstream.sink().counts().rejected()).isEqualTo(1);
	}

	@Test
	void theDataOfAPatchMayPrecedeItsPath() {
		String text = "{\"extra\":{\"data\":{}}, \"data\" : %s , \"path\":\"/flags/a\"}"
			.formatted(FlagJson.flag("a", 6).replace("\"key\":\"a\"", "\"key\":\"\u00e4\u20ac\""));

		apply("patch", text);

		FeatureFlag flag = this.downstream.flag("a");
		assertThat(flag).isNotNull();
		assertThat(flag.version()).isEqualTo(6);
		assertThat(flag.evaluationKey()).isEqualTo("\u00e4\u20ac");
	}

	@Test
	void aPatchLeavesTheOthersUntouched() {
		apply("patch", FlagJson.patch("b", 1));
		FeatureFlag before = this.downstream.flag("a");

		apply("patch", FlagJson.patch("b", 2));

		assertThat(this.downstream.flag("a")).isSameAs(before);
	}

	@Test
	void theKeyIsWhatFollowsThePrefixAsItIs() {
		apply("patch", FlagJson.patch("x/y%20z", 1));
		apply("patch", FlagJson.patch("", 1));

		assertThat(this.downstream.flags()).isEqualTo("=1, a=5, x/y%20z=1");
	}

	@Test
	void aDeleteLeavesATombstone() {
		assertThat(apply("delete", FlagJson.delete("a", 6))).isEqualTo(Outcome.ITEM_STORED);
		apply("delete", FlagJson.delete("unknown", 3));
		apply("patch", FlagJson.patch("a", 6));
		apply("patch", FlagJson.patch("unknown", 2));
		assertThat(this.downstream.flags()).isEmpty();

		apply("patch", FlagJson.patch("a", 7));
		assertThat(this.downstream.flags()).isEqualTo("a=7");
	}

	@Test
	void aDeleteThatComesTooLateChangesNothing() {
		apply("delete", FlagJson.delete("a", 5));

		assertThat(this.downstream.flags()).isEqualTo("a=5");
	}

	@ParameterizedTest
	@CsvSource({ "indirect/put", "indirect/patch", "message", "PUT", "''" })
	void eventsWithOtherNamesAreNotEvenParsed(String name) {
		assertThat(apply(name, "{no json")).isEqualTo(Outcome.IGNORED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs/a", "/flag/a", "flags/a", "/", "" })
	void itemsOfOtherKindsAreLeftAlone(String path) {
		assertThat(apply("patch", "{\"path\":\"%s\",\"data\":{\"version\":\"x\"}}".formatted(path)))
			.isEqualTo(Outcome.IGNORED);
		assertThat(apply("delete", "{\"path\":\"%s\",\"version\":9}".formatted(path))).isEqualTo(Outcome.IGNORED);

		assertThat(this.downstream.flags()).isEqualTo("a=5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			put    | {no json
			put    | {"path":"/"
			put    | {"path":"/"}
			put    | {"data":{}} {}
			put    | []
			put    | {"data":[]}
			put    | {"data":null}
			put    | {"data":{"flags":[]}}
			put    | {"data":{"flags":{"b":{"version":1,"on":"yes"}}}}
			patch  | {no json
			patch  | "x"
			patch  | {"data":{"key":"a","version":9}}
			patch  | {"path":"/flags/a"}
			patch  | {"path":"/flags/a","data":3}
			patch  | {"path":"/flags/a","data":{"version":"nine"}}
			patch  | {"path":3,"data":{"version":9}}
			delete | {"version":9}
			delete | {"path":"/flags/a"}
			delete | {"path":"/flags/a","version":"9"}
			delete | {"path":"/flags/a","version":99999999999999999999}
			delete | {"path":"/flags/a","version":9""")
	void whatCannotBeUnderstoodIsRefusedAndChangesNothing(String name, String data) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> apply(name, data))
			.satisfies((ex) -> assertThat(ex.getMessage()).isNotBlank());

		assertThat(this.downstream.flags()).isEqualTo("a=5");
		assertThat(this.downstream.segments()).isEqualTo("s=5");
	}

	@Test
	void aRefusalNamesTheEventOrTheItem() {
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> apply("delete", "{\"path\":\"/flags/a\"}"))
			.withMessage("The event 'delete' in the stream is not valid: it has no version for '/flags/a'");
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> apply("put", "{\"data\":{\"flags\":{\"b\":{\"version\":1,\"on\":\"yes\"}}}}"))
			.withMessageContaining("'b'")
			.withMessageContaining("on");
	}

	private Outcome apply(String name, String data) {
		try {
			return this.messages
				.apply(new EventStream.Event(name, new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
