package dev.pennon.load;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes a flag file such as a large organization has, the same one each time: 10,000
 * flags with 5 rules each, and 1,000 segments of 100 keys, about 20 MB.
 */
final class LargeFlagFile {

	static final int FLAGS = 10_000;

	static final int SEGMENTS = 1_000;

	private static final int RULES = 5;

	private static final int KEYS = 100;

	private static final int KEYS_IN_A_CLAUSE = 10;

	private static final String[] ATTRIBUTES = { "country", "plan", "email", "version", "age", "groups" };

	private final Random random = new Random(20261123);

	private LargeFlagFile() {
	}

	static void write(Path file) throws IOException {
		LargeFlagFile content = new LargeFlagFile();
		try (Writer out = Files.newBufferedWriter(file)) {
			out.write("{\"flags\":{");
			for (int i = 0; i < FLAGS; i++) {
				out.write((i > 0) ? "," : "");
				content.writeFlag(out, "flag-" + i);
			}
			out.write("},\"segments\":{");
			for (int i = 0; i < SEGMENTS; i++) {
				out.write((i > 0) ? "," : "");
				content.writeSegment(out, "segment-" + i);
			}
			out.write("}}");
		}
	}

	private void writeFlag(Writer out, String key) throws IOException {
		out.write("""
				"%s":{"key":"%s","version":%d,"on":true,"salt":"%s","trackEvents":false,"trackEventsFallthrough":false,\
				"debugEventsUntilDate":null,"deleted":false,"prerequisites":[],"contextTargets":[],\
				"clientSideAvailability":{"usingMobileKey":true,"usingEnvironmentId":false},"clientSide":false,\
				"variations":["control","treatment-a","treatment-b"],"offVariation":0,\
				"targets":[{"values":["%s","%s","%s"],"variation":1}],\
				"fallthrough":{"rollout":{"kind":"rollout","contextKind":"user","bucketBy":"key",\
				"variations":[{"variation":0,"weight":50000},{"variation":1,"weight":50000}]}},"rules":["""
			.formatted(key, key, 1 + this.random.nextInt(500), id(), userKey(), userKey(), userKey()));
		for (int i = 0; i < RULES; i++) {
			out.write((i > 0) ? "," : "");
			writeRule(out, i);
		}
		out.write("]}");
	}

	private void writeRule(Writer out, int number) throws IOException {
		String attribute = ATTRIBUTES[this.random.nextInt(ATTRIBUTES.length)];
		String clause = switch (number) {
			case 0 -> clause("", "segmentMatch", "\"segment-%d\"".formatted(this.random.nextInt(SEGMENTS)));
			case 1 -> clause("version", "semVerGreaterThan", "\"%d.%d.0\"".formatted(number, this.random.nextInt(50)));
			case 2 -> clause("email", "endsWith", "\"@example-%d.com\"".formatted(this.random.nextInt(1000)));
			default -> clause(attribute, "in", "\"" + String.join("\",\"", userKeys(KEYS_IN_A_CLAUSE)) + "\"");
		};
		out.write("""
				{"id":"%s","ref":"%s","variation":%d,"trackEvents":false,"clauses":[%s]}""".formatted(id(), id(),
				number % 3, clause));
	}

	private static String clause(String attribute, String operator, String values) {
		return """
				{"contextKind":"user","attribute":"%s","op":"%s","values":[%s],"negate":false}""".formatted(attribute,
				operator, values);
	}

	private void writeSegment(Writer out, String key) throws IOException {
		out.write("""
				"%s":{"key":"%s","version":%d,"salt":"%s","deleted":false,"excluded":[],"includedContexts":[],\
				"excludedContexts":[],"rules":[],"unbounded":false,"included":[""".formatted(key, key,
				1 + this.random.nextInt(500), id()));
		out.write('"' + String.join("\",\"", userKeys(KEYS)) + "\"]}");
	}

	private List<String> userKeys(int count) {
		return Stream.generate(this::userKey).limit(count).toList();
	}

	private String userKey() {
		return "user-%08x".formatted(this.random.nextInt());
	}

	private String id() {
		return new UUID(this.random.nextLong(), this.random.nextLong()).toString();
	}

}
