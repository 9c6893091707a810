package dev.pennon.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Describes the machine that this runs on.
 */
final class Machine {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

	private Machine() {
	}

	static String describe() {
		return "%s, %d cores, %s of memory, %s %s".formatted(cpu(), Runtime.getRuntime().availableProcessors(),
				memory(), System.getProperty("os.name"), System.getProperty("os.version"));
	}

	private static String cpu() {
		return property(CPU_INFO, "model name", System.getProperty("os.arch"));
	}

	private static String memory() {
		String kilobytes = property(MEMORY_INFO, "MemTotal", "unknown amount").replace(" kB", "");
		return kilobytes.matches("\\d+") ? "%d GB".formatted(Math.round(Long.parseLong(kilobytes) / 1_048_576.0))
				: kilobytes;
	}

	private static String property(Path file, String name, String otherwise) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(otherwise);
		}
		catch (IOException ex) {
			return otherwise;
		}
	}

}
