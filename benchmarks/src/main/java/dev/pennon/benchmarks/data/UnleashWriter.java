package dev.pennon.benchmarks.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the same flags in Unleash's format. A chain of prerequisites has none: parents
 * of parents are not allowed there.
 */
public final class UnleashWriter {

	private static final String EVERYBODY = "\"name\":\"default\",\"parameters\":{}";

	private UnleashWriter() {
	}

	/**
	 * Writes flags of one kind.
	 * @param kind the kind
	 * @return the response of an Unleash server
	 */
	public static String write(FlagKind kind) {
		String features = IntStream.range(0, FlagWriter.COUNT)
			.mapToObj((index) -> """
					{"name":"%s","type":"release","enabled":true,"strategies":[%s],"variants":[]}"""
				.formatted(FlagWriter.key(index), strategies(kind, index)))
			.collect(Collectors.joining(","));
		String segments = (kind == FlagKind.SEGMENT) ? IntStream.range(0, FlagWriter.SEGMENTS)
			.mapToObj(UnleashWriter::segment)
			.collect(Collectors.joining(",")) : "";
		return "{\"version\":2,\"features\":[%s],\"segments\":[%s]}".formatted(features, segments);
	}

	private static String strategies(FlagKind kind, int index) {
		return switch (kind) {
			case FALLTHROUGH -> strategy("");
			case TARGET -> strategy(constraint("userId", "IN", FlagWriter.quoted(FlagWriter.TARGETS, Subjects::key)));
			case RULES_ALL_CLAUSES, RULES_FIRST_CLAUSE_FAILS -> IntStream.range(0, FlagWriter.RULES)
				.mapToObj((rule) -> rule(rule, rule == FlagWriter.RULES - 1, kind == FlagKind.RULES_ALL_CLAUSES))
				.collect(Collectors.joining(","));
			case ROLLOUT -> """
					{"name":"flexibleRollout","constraints":[],\
					"parameters":{"rollout":"50","stickiness":"userId","groupId":"%s"}}"""
				.formatted(FlagWriter.key(index));
			case SEGMENT ->
				"{%s,\"constraints\":[],\"segments\":[%d]}".formatted(EVERYBODY, index % FlagWriter.SEGMENTS);
			case PREREQUISITES -> throw new IllegalArgumentException("Unleash has no parents of parents");
		};
	}

	private static String rule(int number, boolean matches, boolean firstClauseMatches) {
		return strategy(constraint("email", "STR_ENDS_WITH",
				'"' + FlagWriter.emailSuffix(number, matches || firstClauseMatches) + '"') + ','
				+ constraint("country", "IN", FlagWriter.countries(number, matches)));
	}

	private static String strategy(String constraints) {
		return "{%s,\"constraints\":[%s]}".formatted(EVERYBODY, constraints);
	}

	private static String constraint(String name, String operator, String values) {
		return """
				{"contextName":"%s","operator":"%s","values":[%s],"inverted":false,"caseInsensitive":false}"""
			.formatted(name, operator, values);
	}

	private static String segment(int index) {
		return "{\"id\":%d,\"name\":\"%s\",\"constraints\":[%s]}".formatted(index, FlagWriter.segmentKey(index),
				constraint("userId", "IN", FlagWriter.quoted(FlagWriter.SEGMENT_KEYS, Subjects::key)));
	}

}
