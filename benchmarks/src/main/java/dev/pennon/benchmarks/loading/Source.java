package dev.pennon.benchmarks.loading;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.data.LargeData;
import dev.pennon.benchmarks.report.Extras;
import dev.pennon.benchmarks.report.Measure;
import dev.pennon.benchmarks.report.Row;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data as a file and behind a server, and the heap before and after a client has
 * loaded it.
 */
@State(Scope.Benchmark)
public class Source {

	private static final int COLLECTIONS = 3;

	private static final int ATTEMPTS = 20;

	private static final long PAUSE_MILLIS = 50;

	private static final long TOLERANCE = 2_000_000;

	private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Param("S10f")
	Row row;

	Path file;

	private FlagServer server;

	private @Nullable AutoCloseable client;

	private long leastUsed = Long.MAX_VALUE;

	private long usedBefore;

	private long collectionsBefore;

	@Setup
	public void write() throws IOException {
		byte[] data = LargeData.toJson();
		this.file = Files.createTempFile("pennon-benchmark", ".json");
		Files.write(this.file, data);
		this.server = new FlagServer(data);
	}

	String uri() {
		return this.server.uri();
	}

	AutoCloseable keep(AutoCloseable started) {
		this.client = started;
		return started;
	}

	int countTokens() {
		int count = 0;
		try (JsonParser parser = this.mapper.createParser(this.file)) {
			while (parser.nextToken() != null) {
				count++;
			}
		}
		return count;
	}

	// What the last client's threads still hold would be subtracted from what this one
	// keeps
	@Setup(Level.Iteration)
	public void before() throws InterruptedException {
		this.usedBefore = collect();
		this.leastUsed = Math.min(this.leastUsed, this.usedBefore);
		for (int i = 0; i < ATTEMPTS && this.usedBefore > this.leastUsed + TOLERANCE; i++) {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			this.usedBefore = collect();
		}
		this.collectionsBefore = collections();
	}

	@TearDown(Level.Iteration)
	public void after() throws Exception {
		long allocated = used() - this.usedBefore;
		if (this.row == Row.S10a && collections() == this.collectionsBefore) {
			Extras.record(Measure.ALLOCATED, allocated);
		}
		if (this.client != null) {
			Extras.record(Measure.RETAINED, collect() - this.usedBefore);
			this.client.close();
			this.client = null;
		}
	}

	@TearDown
	public void delete() throws IOException {
		this.server.close();
		Files.delete(this.file);
	}

	private long collect() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		return used();
	}

	private long used() {
		return this.memory.getHeapMemoryUsage().getUsed();
	}

	private static long collections() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionCount)
			.sum();
	}

}
