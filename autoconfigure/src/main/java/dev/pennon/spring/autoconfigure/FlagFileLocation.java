package dev.pennon.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Where a flag file is, and which property says so.
 *
 * @param location the location as it was configured
 * @param property the name of the property
 * @param resource what is there, or is not
 */
record FlagFileLocation(String location, String property, Resource resource) {

	static final String PROPERTY = "pennon.data-source.file.locations";

	/** What is looked for, in this order, when nothing is configured. */
	static final List<String> DEFAULTS = List.of("classpath:flags.yml", "classpath:flags.yaml", "classpath:flags.json");

	/**
	 * Resolves what is configured, or finds the file that is there without.
	 * @param configured locations: plain paths are files
	 * @param resourceLoader resolves everything else
	 * @return the locations; empty if nothing is configured and none of the defaults
	 * exists
	 */
	static List<FlagFileLocation> resolve(List<String> configured, ResourceLoader resourceLoader) {
		ResourceLoader loader = ApplicationResourceLoader.get(resourceLoader, true);
		if (configured.isEmpty()) {
			return DEFAULTS.stream()
				.map((location) -> new FlagFileLocation(location, PROPERTY, loader.getResource(location)))
				.filter((candidate) -> candidate.resource().exists())
				.limit(1)
				.toList();
		}
		List<FlagFileLocation> locations = new ArrayList<>();
		for (String location : configured) {
			String property = "%s[%d]".formatted(PROPERTY, locations.size());
			locations.add(new FlagFileLocation(location, property, loader.getResource(location)));
		}
		return locations;
	}

}
