package dev.pennon.datasource.file;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Short ways to load flag files from text, and to look at what came out.
 */
final class FlagFiles {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private FlagFiles() {
	}

	/**
	 * A file that exists only as text. JSON may be written with single quotes.
	 */
	static FlagFile file(String name, String text) {
		String content = text.startsWith("{") ? text.replace('\'', '"') : text;
		return FlagFile.of(name, () -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
	}

	static FullDataSet load(String text) {
		return load(config(file("flags", text)));
	}

	static FullDataSet load(FileDataSourceConfig config) {
		return new FlagFileLoader(config, true).load();
	}

	static FileDataSourceConfig config(FlagFile... files) {
		FileDataSourceConfig.Builder config = FileDataSourceConfig.builder();
		for (FlagFile file : files) {
			config.file(file);
		}
		return config.build();
	}

	static FlagFileException problem(String text) {
		return problem(config(file("flags", text)));
	}

	static FlagFileException problem(FileDataSourceConfig config) {
		FlagFileException problem = catchThrowableOfType(FlagFileException.class, () -> load(config));
		assertThat(problem).as("the files should not load").isNotNull();
		return problem;
	}

	static JsonNode flag(FullDataSet data, String key) {
		return mapper.readTree(flagText(data, key));
	}

	static String flagText(FullDataSet data, String key) {
		return text(DataKinds.FEATURES.encode(data.items(DataKinds.FEATURES).get(key)));
	}

	static JsonNode segment(FullDataSet data, String key) {
		return mapper.readTree(text(DataKinds.SEGMENTS.encode(data.items(DataKinds.SEGMENTS).get(key))));
	}

	static JsonNode json(String text) {
		return mapper.readTree(text.replace('\'', '"'));
	}

	private static String text(byte[] json) {
		return new String(json, StandardCharsets.UTF_8);
	}

}
