package dev.pennon.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.pennon.FlagClient;
import dev.pennon.StartupPolicy;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.file.FileDataSourceConfig;
import dev.pennon.datasource.file.FileUpdateProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads one large file with a client of ours and with LaunchDarkly's, in turns, and logs
 * what each costs. Both clients start with the load, so that what is measured is start-up
 * until the first answer.
 */
@EnabledIfSystemProperty(named = "pennon.load.rounds", matches = "\\d+")
class LoadMeasurementTests {

	private static final Logger logger = LoggerFactory.getLogger(LoadMeasurementTests.class);

	private static final int ROUNDS = Integer.getInteger("pennon.load.rounds", 0);

	private static final int WARM_UPS = 5;

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	private static final String OUR_THREAD = "pennon-flag-files";

	private static final String LAST_FLAG = "flag-" + (LargeFlagFile.FLAGS - 1);

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	@TempDir
	private Path directory;

	@Test
	void largeFile() throws Exception {
		Path file = this.directory.resolve("large.json");
		LargeFlagFile.write(file);
		logger.info("{} flags, {} segments, {} MB", LargeFlagFile.FLAGS, LargeFlagFile.SEGMENTS,
				Files.size(file) / 1_000_000.0);
		for (int i = 0; i < WARM_UPS; i++) {
			measure(() -> ours(file));
			measure(() -> theirs(file));
		}
		List<Cost> ours = new ArrayList<>();
		List<Cost> theirs = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			ours.add(measure(() -> ours(file)));
			theirs.add(measure(() -> theirs(file)));
		}
		report("Pennon", ours);
		report("LaunchDarkly", theirs);
	}

	private static AutoCloseable ours(Path file) {
		FileDataSourceConfig config = FileDataSourceConfig.builder().file(file).autoReload(false).build();
		FlagClient client = FlagClient.builder()
			.updateProcessor((sink) -> new FileUpdateProcessor(sink, config))
			.startup(StartupPolicy.FAIL_FAST, START_LIMIT)
			.build();
		client.start();
		assertThat(client.stringVariation(LAST_FLAG, EvaluationContext.of("u"), "none")).isNotEqualTo("none");
		return client;
	}

	private static AutoCloseable theirs(Path file) {
		LDClient client = new LDClient("load",
				new LDConfig.Builder().dataSource(FileData.dataSource().filePaths(file))
					.events(Components.noEvents())
					.logging(Components.logging(Logs.none()))
					.diagnosticOptOut(true)
					.startWait(START_LIMIT)
					.build());
		assertThat(client.stringVariation(LAST_FLAG, LDContext.create("u"), "none")).isNotEqualTo("none");
		return client;
	}

	private static Cost measure(Supplier<AutoCloseable> start) throws Exception {
		long heap = usedHeap();
		long cpu = loadingCpu();
		long time = System.nanoTime();
		try (AutoCloseable client = start.get()) {
			long wall = System.nanoTime() - time;
			long spent = loadingCpu() - cpu;
			long retained = usedHeap() - heap;
			assertThat(client).isNotNull();
			return new Cost(spent, wall, retained);
		}
	}

	/**
	 * LaunchDarkly's client loads in the thread that makes it, ours in one of its own.
	 */
	private static long loadingCpu() {
		long nanos = threads.getCurrentThreadCpuTime();
		for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
			if (thread != null && thread.getThreadName().startsWith(OUR_THREAD)) {
				nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
			}
		}
		return nanos;
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static void report(String name, List<Cost> costs) {
		logger.info("{}: thread CPU {} ms (median; {} to {}), wall {} ms (median), retained {} MB", name,
				Cost.median(costs, Cost::cpuNanos) / 1_000_000, Cost.least(costs, Cost::cpuNanos) / 1_000_000,
				Cost.greatest(costs, Cost::cpuNanos) / 1_000_000, Cost.median(costs, Cost::wallNanos) / 1_000_000,
				Cost.median(costs, Cost::retainedBytes) / 1_000_000);
	}

}
