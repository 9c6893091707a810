package dev.pennon.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.file.FileDataSourceConfig;
import dev.pennon.datasource.file.FileUpdateProcessor;
import dev.pennon.datasource.file.FlagFile;
import dev.pennon.datasource.file.FlagFileException;
import dev.pennon.datasource.file.FlagFileLoader;

import org.springframework.core.io.Resource;

/**
 * Makes a source of flag files, and makes sure that they can be loaded.
 */
final class FlagFileSource {

	private FlagFileSource() {
	}

	/**
	 * Makes the source.
	 * @param locations the files, at least one
	 * @param properties how to read them
	 * @param sink what the source pushes into
	 * @return the source, not started yet
	 * @throws PennonConfigurationException if a file is missing or wrong
	 */
	static UpdateProcessor create(List<FlagFileLocation> locations, PennonProperties.DataSource.File properties,
			DataSourceUpdateSink sink) {
		FileDataSourceConfig.Builder builder = FileDataSourceConfig.builder()
			.autoReload(properties.autoReload())
			.duplicateKeys(properties.duplicateKeys());
		locations.forEach((location) -> builder.file(flagFile(location)));
		FileDataSourceConfig config = builder.build();
		requireLoadable(config, locations);
		return new FileUpdateProcessor(sink, config);
	}

	private static FlagFile flagFile(FlagFileLocation location) {
		Resource resource = location.resource();
		if (resource.isFile()) {
			return FlagFile.of(location.location(), path(resource));
		}
		return FlagFile.of(location.location(), resource::getInputStream);
	}

	private static Path path(Resource resource) {
		try {
			return resource.getFilePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The source would keep trying, as it must once the application runs. A file that is
	// wrong from the start is a mistake in the configuration.
	private static void requireLoadable(FileDataSourceConfig config, List<FlagFileLocation> locations) {
		try {
			new FlagFileLoader(config, false).load();
		}
		catch (FlagFileException ex) {
			FlagFileLocation wrong = locations.stream()
				.filter((location) -> location.location().equals(ex.file()))
				.findFirst()
				.orElseThrow(() -> ex);
			throw new PennonConfigurationException(describe(ex, wrong), List.of(wrong.property()), ex.remedy() + ".",
					ex);
		}
	}

	private static String describe(FlagFileException ex, FlagFileLocation location) {
		String place = (ex.line() > 0) ? "%n    Line: %d%n    Column: %d".formatted(ex.line(), ex.column()) : "";
		return "The flag file '%s' cannot be loaded: %s.%n%n    File: %s%s".formatted(ex.file(), ex.problem(),
				location.resource().getDescription(), place);
	}

}
