package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.internal.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However a text is read, what was read is what is recorded.
 */
class RecordingParserTests {

	private static final String TEXT = "{\"a\":{\"b\":[1.50,true]},\"c\":null}";

	private final RecordingParser parser = new RecordingParser(Json.mapper().createParser(TEXT));

	@AfterEach
	void close() {
		this.parser.close();
	}

	private String recorded() {
		return new String(this.parser.stop(), StandardCharsets.UTF_8);
	}

	@Test
	void valuesAreRecordedWithTheirNames() {
		assertThat(this.parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
		this.parser.start();
		assertThat(this.parser.nextValue()).isEqualTo(JsonToken.START_OBJECT);
		assertThat(this.parser.skipChildren()).isSameAs(this.parser);
		assertThat(this.parser.nextValue()).isEqualTo(JsonToken.VALUE_NULL);
		assertThat(this.parser.nextValue()).isEqualTo(JsonToken.END_OBJECT);
		assertThat(recorded()).isEqualTo(TEXT);
	}

	@Test
	void nothingIsSkippedWhereThereAreNoChildren() {
		assertThat(this.parser.skipChildren()).isSameAs(this.parser);
		assertThat(this.parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
		assertThat(this.parser.nextToken()).isEqualTo(JsonToken.PROPERTY_NAME);
		assertThat(this.parser.skipChildren()).isSameAs(this.parser);
		assertThat(this.parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
	}

}
