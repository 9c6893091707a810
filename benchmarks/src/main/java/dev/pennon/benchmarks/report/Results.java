package dev.pennon.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What JMH measured, read from the files that it wrote.
 */
final class Results {

	private final Map<String, List<JsonNode>> results = new LinkedHashMap<>();

	private @Nullable JsonNode any;

	Results(Path directory) throws IOException {
		JsonMapper mapper = JsonMapper.builder().build();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".json")).sorted().toList()) {
				String threads = file.getFileName().toString().contains("-2-threads") ? "2" : "";
				for (JsonNode result : mapper.readTree(Files.readAllBytes(file))) {
					String benchmark = result.path("benchmark").stringValue();
					String peer = benchmark.substring(benchmark.lastIndexOf('.') + 1);
					this.results
						.computeIfAbsent(result.path("params").path("row").stringValue() + '/' + peer + threads,
								(key) -> new ArrayList<>())
						.add(result);
					this.any = result;
				}
			}
		}
	}

	boolean isEmpty() {
		return this.any == null;
	}

	/** Says which virtual machine ran the benchmarks. */
	String virtualMachine() {
		return (this.any == null) ? ""
				: "JDK %s, %s".formatted(this.any.path("jdkVersion").asString(), this.any.path("vmName").asString());
	}

	String settings() {
		return (this.any == null) ? "" : "JMH %s".formatted(this.any.path("jmhVersion").asString());
	}

	boolean has(Row row) {
		return this.results.keySet().stream().anyMatch((key) -> key.startsWith(row.name() + '/'));
	}

	/** The peers and floors that were measured in a row with its usual threads. */
	List<String> peers(Row row, Set<String> without) {
		return this.results.keySet()
			.stream()
			.filter((key) -> key.startsWith(row.name() + '/') && !key.endsWith("2"))
			.map((key) -> key.substring(key.indexOf('/') + 1))
			.filter((peer) -> !without.contains(peer))
			.toList();
	}

	@Nullable Value value(String row, String peer, Measure measure) {
		List<JsonNode> rounds = this.results.get(row + '/' + peer);
		if (rounds == null) {
			return null;
		}
		List<JsonNode> metrics = rounds.stream().map((result) -> metric(result, measure)).toList();
		return metrics.stream().anyMatch(JsonNode::isMissingNode) ? null : value(measure, metrics);
	}

	private static JsonNode metric(JsonNode result, Measure measure) {
		return (measure == Measure.TIME) ? result.path("primaryMetric")
				: result.path("secondaryMetrics").path(measure.metric());
	}

	private static Value value(Measure measure, List<JsonNode> rounds) {
		String unit = rounds.get(0).path("scoreUnit").asString();
		double[] samples = rounds.stream()
			.flatMap((metric) -> StreamSupport.stream(metric.path("rawData").spliterator(), false))
			.flatMap((fork) -> StreamSupport.stream(fork.spliterator(), false))
			.mapToDouble(JsonNode::doubleValue)
			.sorted()
			.toArray();
		if (measure == Measure.TIME && samples.length > 0) {
			return Value.ofSamples(measure, samples, unit);
		}
		return Value.of(measure,
				rounds.stream().mapToDouble((metric) -> metric.path("score").doubleValue()).average().orElseThrow(),
				unit);
	}

}
