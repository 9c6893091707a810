package dev.pennon.benchmarks.data;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes flags of each kind in LaunchDarkly's format.
 */
public final class FlagWriter {

	/** So many flags does each row rotate over. */
	public static final int COUNT = 100;

	/** So many people are individual targets. */
	public static final int TARGETS = 1000;

	static final int SEGMENTS = 10;

	static final int SEGMENT_KEYS = 10_000;

	static final int RULES = 5;

	private static final int CHAIN = 3;

	private final FlagData data = new FlagData();

	private FlagWriter() {
	}

	/**
	 * Writes flags of some kinds, in turns.
	 * @param count how many
	 * @param kinds of which kinds
	 * @return the flags, and what they need
	 */
	public static FlagData write(int count, List<FlagKind> kinds) {
		FlagWriter writer = new FlagWriter();
		if (kinds.contains(FlagKind.SEGMENT)) {
			IntStream.range(0, SEGMENTS).forEach(writer::writeSegment);
		}
		for (int i = 0; i < count; i++) {
			writer.write(key(i), kinds.get(i % kinds.size()), i);
		}
		return writer.data;
	}

	/**
	 * Returns the key of a flag.
	 * @param index its place
	 * @return the key
	 */
	public static String key(int index) {
		return "flag-%d".formatted(index);
	}

	static String segmentKey(int index) {
		return "segment-%d".formatted(index % SEGMENTS);
	}

	private void write(String key, FlagKind kind, int index) {
		switch (kind) {
			case FALLTHROUGH -> this.data.add(key, flag(key, 1, fallthrough(0)));
			case TARGET -> this.data.add(key, flag(key, 1, fallthrough(1),
					"\"targets\":[{\"variation\":0,\"values\":[%s]}]".formatted(quoted(TARGETS, Subjects::key))));
			case RULES_ALL_CLAUSES, RULES_FIRST_CLAUSE_FAILS -> this.data.add(key, rules(key, 1, kind));
			case ROLLOUT -> this.data.add(key, flag(key, 1,
					"\"fallthrough\":{\"rollout\":{\"variations\":[{\"variation\":0,\"weight\":50000},{\"variation\":1,\"weight\":50000}]}}"));
			case SEGMENT -> this.data.add(key,
					flag(key, 1, fallthrough(1),
							"""
									"rules":[{"id":"r","variation":0,"clauses":[{"attribute":"","op":"segmentMatch","values":["%s"]}]}]"""
								.formatted(segmentKey(index))));
			case PREREQUISITES -> writeChain(key);
		}
	}

	/**
	 * Writes a flag of 5 rules of 2 clauses.
	 * @param key the key
	 * @param version the version
	 * @param kind which clauses match
	 * @return JSON
	 */
	public static String rules(String key, int version, FlagKind kind) {
		String rules = IntStream.range(0, RULES)
			.mapToObj((rule) -> rule(rule, rule == RULES - 1, kind == FlagKind.RULES_ALL_CLAUSES))
			.collect(Collectors.joining(","));
		return flag(key, version, fallthrough(1), "\"rules\":[%s]".formatted(rules));
	}

	private static String rule(int number, boolean matches, boolean firstClauseMatches) {
		return """
				{"id":"rule-%d","variation":0,"clauses":[\
				{"contextKind":"user","attribute":"email","op":"endsWith","values":["%s"]},\
				{"contextKind":"user","attribute":"country","op":"in","values":[%s]}]}""".formatted(number,
				emailSuffix(number, matches || firstClauseMatches), countries(number, matches));
	}

	static String emailSuffix(int rule, boolean matches) {
		return matches ? Subjects.EMAIL_SUFFIX : "@example-%d.com".formatted(rule);
	}

	static String countries(int rule, boolean matches) {
		return quoted(Subjects.COUNTRIES,
				(i) -> matches ? Subjects.country(i) : Subjects.country(i).charAt(0) + Integer.toString(rule));
	}

	private void writeChain(String key) {
		String last = key;
		for (int i = 1; i <= CHAIN; i++) {
			String next = "%s-needs-%d".formatted(key, i);
			String json = flag(last, 1, fallthrough(0), prerequisite(next));
			if (i == 1) {
				this.data.add(key, json);
			}
			else {
				this.data.addPrerequisite(last, json);
			}
			last = next;
		}
		this.data.addPrerequisite(last, flag(last, 1, fallthrough(0)));
	}

	private static String prerequisite(String key) {
		return "\"prerequisites\":[{\"key\":\"%s\",\"variation\":0}]".formatted(key);
	}

	private void writeSegment(int index) {
		String key = segmentKey(index);
		this.data.addSegment(key, """
				{"key":"%s","version":1,"salt":"salt","deleted":false,"included":[%s],"excluded":[],"rules":[]}"""
			.formatted(key, quoted(SEGMENT_KEYS, Subjects::key)));
	}

	private static String fallthrough(int variation) {
		return "\"fallthrough\":{\"variation\":%d}".formatted(variation);
	}

	private static String flag(String key, int version, String... properties) {
		return """
				{"key":"%s","version":%d,"on":true,"variations":[true,false],"offVariation":1,"salt":"salt of %s",\
				"trackEvents":false,"deleted":false,%s}""".formatted(key, version, key, String.join(",", properties));
	}

	static String quoted(int count, IntFunction<String> text) {
		return IntStream.range(0, count).mapToObj((i) -> '"' + text.apply(i) + '"').collect(Collectors.joining(","));
	}

}
