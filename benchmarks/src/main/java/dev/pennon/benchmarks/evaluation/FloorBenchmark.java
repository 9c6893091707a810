package dev.pennon.benchmarks.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What nobody can do without: finding the flag, and for a rollout the hash.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {

	@Benchmark
	@InRows({ Row.S1, Row.S2, Row.S3a, Row.S3b, Row.S4, Row.S5, Row.S6, Row.S8, Row.S8t, Row.S13 })
	public String mapLookup(Flags state, Cursor cursor) {
		return state.flags.get(state.keys[cursor.nextFlag(state.keys.length)]);
	}

	@Benchmark
	@InRows(Row.S4)
	public int sha1ReusedDigest(Hashed state, Cursor cursor) throws DigestException {
		return state.hash(state.digest, cursor);
	}

	@Benchmark
	@InRows(Row.S4)
	public int sha1FreshDigest(Hashed state, Cursor cursor) throws DigestException, NoSuchAlgorithmException {
		return state.hash(MessageDigest.getInstance("SHA-1"), cursor);
	}

	/** A plain map. */
	@State(Scope.Benchmark)
	public static class Flags {

		@Param("S1")
		Row row;

		Map<String, String> flags;

		String[] keys;

		@Setup
		public void fill() {
			FlagData data = EvaluationRow.S1.flags();
			this.flags = new HashMap<>(data.flags());
			this.keys = data.keys();
		}

	}

	/** A digest, and texts of one block. */
	@State(Scope.Thread)
	public static class Hashed {

		@Param("S4")
		Row row;

		MessageDigest digest;

		byte[][] texts;

		byte[] hash;

		@Setup
		public void prepare() throws NoSuchAlgorithmException {
			this.digest = MessageDigest.getInstance("SHA-1");
			this.hash = new byte[this.digest.getDigestLength()];
			this.texts = Subjects
				.all((subject) -> ("flag-10.salt of flag-10." + subject.key()).getBytes(StandardCharsets.US_ASCII))
				.toArray(byte[][]::new);
		}

		int hash(MessageDigest with, Cursor cursor) throws DigestException {
			byte[] text = this.texts[cursor.nextContext()];
			with.update(text, 0, text.length);
			return with.digest(this.hash, 0, this.hash.length) + this.hash[0];
		}

	}

}
