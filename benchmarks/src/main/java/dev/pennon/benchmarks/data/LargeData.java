package dev.pennon.benchmarks.data;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes what a large organization has, the same each time: 10,000 flags with 5 rules
 * each, and 1,000 segments of 100 keys, 23 MB of JSON.
 */
public final class LargeData {

	/** The key of a flag that is there. */
	public static final String SOME_FLAG = FlagWriter.key(5000);

	private static final int FLAGS = 10_000;

	private static final int SEGMENTS = 1000;

	private static final int RULES = 5;

	private static final int KEYS = 100;

	private static final int KEYS_IN_A_CLAUSE = 15;

	private final Random random = new Random(20261123);

	private final FlagData data = new FlagData();

	private LargeData() {
	}

	/**
	 * Writes the data.
	 * @return JSON in UTF-8
	 */
	public static byte[] toJson() {
		return write().toJson();
	}

	/**
	 * Writes the data item by item.
	 * @return the flags and segments
	 */
	public static FlagData write() {
		LargeData large = new LargeData();
		IntStream.range(0, FLAGS).mapToObj(FlagWriter::key).forEach(large::addFlag);
		IntStream.range(0, SEGMENTS).forEach(large::addSegment);
		return large.data;
	}

	private void addFlag(String key) {
		this.data.add(key,
				"""
						{"key":"%s","version":%d,"on":true,"salt":"%s","trackEvents":false,"trackEventsFallthrough":false,\
						"debugEventsUntilDate":null,"deleted":false,"prerequisites":[],"contextTargets":[],\
						"clientSideAvailability":{"usingMobileKey":true,"usingEnvironmentId":false},"clientSide":false,\
						"variations":["control","treatment-a","treatment-b"],"offVariation":0,\
						"targets":[{"values":[%s],"variation":1}],\
						"fallthrough":{"rollout":{"kind":"rollout","contextKind":"user","bucketBy":"key",\
						"variations":[{"variation":0,"weight":50000},{"variation":1,"weight":50000}]}},"rules":[%s]}"""
					.formatted(key, 1 + this.random.nextInt(500), id(), userKeys(3),
							IntStream.range(0, RULES).mapToObj(this::rule).collect(Collectors.joining(","))));
	}

	private String rule(int number) {
		String clause = switch (number) {
			case 0 -> clause("", "segmentMatch", "\"segment-%d\"".formatted(this.random.nextInt(SEGMENTS)));
			case 1 -> clause("version", "semVerGreaterThan", "\"%d.%d.0\"".formatted(number, this.random.nextInt(50)));
			case 2 -> clause("email", "endsWith", "\"@example-%d.com\"".formatted(this.random.nextInt(1000)));
			default -> clause(List.of("country", "plan", "groups").get(this.random.nextInt(3)), "in",
					userKeys(KEYS_IN_A_CLAUSE));
		};
		return """
				{"id":"%s","ref":"%s","variation":%d,"trackEvents":false,"clauses":[%s]}""".formatted(id(), id(),
				number % 3, clause);
	}

	private static String clause(String attribute, String operator, String values) {
		return """
				{"contextKind":"user","attribute":"%s","op":"%s","values":[%s],"negate":false}""".formatted(attribute,
				operator, values);
	}

	private void addSegment(int index) {
		String key = "segment-%d".formatted(index);
		this.data.addSegment(key, """
				{"key":"%s","version":%d,"salt":"%s","deleted":false,"excluded":[],"includedContexts":[],\
				"excludedContexts":[],"rules":[],"unbounded":false,"included":[%s]}""".formatted(key,
				1 + this.random.nextInt(500), id(), userKeys(KEYS)));
	}

	private String userKeys(int count) {
		return Stream.generate(() -> "\"user-%08x\"".formatted(this.random.nextInt()))
			.limit(count)
			.collect(Collectors.joining(","));
	}

	private String id() {
		return new UUID(this.random.nextLong(), this.random.nextLong()).toString();
	}

}
