package dev.pennon.benchmarks.redis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import dev.pennon.benchmarks.data.FlagWriter;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.bigsegment.ContextHash;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * A server with flags that ask for big segments, and with everybody's membership: ten
 * segments that include the person, and ten that do not.
 */
abstract class BigSegmentServer {

	private static final int SEGMENTS = 10;

	private static final int STEP = Subjects.COUNT / 10;

	RedisProcess redis;

	String[] keys;

	void startServer() {
		this.redis = RedisProcess.start();
		this.keys = IntStream.range(0, FlagWriter.COUNT).mapToObj(FlagWriter::key).toArray(String[]::new);
		try (RedisConnection connection = this.redis.factory().getConnection()) {
			writeItems(connection);
			writeMembership(connection);
		}
	}

	private void writeItems(RedisConnection connection) {
		Map<byte[], byte[]> flags = new LinkedHashMap<>();
		for (int i = 0; i < this.keys.length; i++) {
			flags.put(bytes(this.keys[i]), bytes(flag(this.keys[i], "big-" + i % SEGMENTS)));
		}
		connection.hashCommands().hMSet(bytes(PennonOverRedis.PREFIX + ":features"), flags);
		Map<byte[], byte[]> segments = new LinkedHashMap<>();
		for (int i = 0; i < SEGMENTS; i++) {
			segments.put(bytes("big-" + i), bytes(segment("big-" + i)));
		}
		connection.hashCommands().hMSet(bytes(PennonOverRedis.PREFIX + ":segments"), segments);
		connection.stringCommands().set(bytes(PennonOverRedis.PREFIX + ":$inited"), new byte[0]);
	}

	private static String flag(String key, String segment) {
		return """
				{"key":"%s","version":1,"on":true,"variations":[true,false],"offVariation":1,"salt":"salt",\
				"fallthrough":{"variation":1},"rules":[{"id":"r","variation":0,\
				"clauses":[{"attribute":"","op":"segmentMatch","values":["%s"]}]}]}""".formatted(key, segment);
	}

	private static String segment(String key) {
		return """
				{"key":"%s","version":1,"included":[],"excluded":[],"rules":[],"salt":"salt",\
				"unbounded":true,"generation":1}""".formatted(key);
	}

	private static void writeMembership(RedisConnection connection) {
		byte[][] included = IntStream.range(0, SEGMENTS)
			.mapToObj((i) -> bytes("big-" + i + ".g1"))
			.toArray(byte[][]::new);
		byte[][] excluded = IntStream.range(0, SEGMENTS)
			.mapToObj((i) -> bytes("other-" + i + ".g1"))
			.toArray(byte[][]::new);
		for (int i = 0; i < Subjects.COUNT; i++) {
			String hash = ContextHash.of(Subjects.key(i));
			connection.setCommands().sAdd(bytes(PennonOverRedis.PREFIX + ":big_segment_include:" + hash), included);
			connection.setCommands().sAdd(bytes(PennonOverRedis.PREFIX + ":big_segment_exclude:" + hash), excluded);
		}
		connection.stringCommands()
			.set(bytes(PennonOverRedis.PREFIX + ":big_segments_synchronized_on"),
					bytes(Long.toString(System.currentTimeMillis())));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Asks for everything, and counts what that costs the server. */
	void check(BigSegmentRow row) {
		askAll();
		long before = this.redis.commands("smembers");
		int asked = askAll();
		long commands = this.redis.commands("smembers") - before;
		if (commands != (long) asked * row.commands()) {
			throw new IllegalStateException("%d commands for %d evaluations".formatted(commands, asked));
		}
	}

	private int askAll() {
		int asked = 0;
		for (int flag = 0; flag < this.keys.length; flag++) {
			for (int subject = 0; subject < Subjects.COUNT; subject += STEP) {
				if (!ask(flag, subject)) {
					throw new IllegalStateException("Wrong answer for " + this.keys[flag]);
				}
				asked++;
			}
		}
		return asked;
	}

	abstract boolean ask(int flag, int subject);

}
