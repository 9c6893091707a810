package dev.pennon.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tables in Markdown: the limits, every peer, and two threads.
 */
public final class Report {

	private static final double SCALING_LOSS = 0.15;

	private static final String LOOKUP = "mapLookup";

	private final Results results;

	private final StringBuilder text = new StringBuilder();

	/**
	 * Reads results.
	 * @param results the directory where a {@link BenchmarkRun} left them
	 * @throws IOException if they cannot be read
	 */
	public Report(Path results) throws IOException {
		this.results = new Results(results);
	}

	/**
	 * Returns the tables.
	 * @return Markdown
	 */
	public String toMarkdown() {
		this.text.setLength(0);
		if (this.results.isEmpty()) {
			return "No results";
		}
		line("%s; %s; %s.", Machine.describe(), this.results.virtualMachine(), this.results.settings());
		line("");
		List<Row> rows = Arrays.stream(Row.values()).filter(this.results::has).toList();
		limits(rows);
		peers(rows);
		twoThreads(rows.stream().filter(Row::isAlsoForTwoThreads).toList());
		return this.text.toString();
	}

	private void limits(List<Row> rows) {
		line("| | Work | | Pennon | Compared with | Ratio | Limit | |");
		line("|---|---|---|---|---|---|---|---|");
		for (Row row : rows) {
			row.limits().forEach((limit) -> limit(row, limit));
		}
		line("");
	}

	private void limit(Row row, Limit limit) {
		Value ours = this.results.value(row.name(), Limit.OURS, limit.measure());
		if (ours == null) {
			return;
		}
		String start = "| %s | %s | %s | %s |".formatted(row.name(), row.work(), limit.measure().label(), ours);
		if (limit.reference() == null) {
			Value theirs = this.results.value(row.name(), Limit.LAUNCH_DARKLY, limit.measure());
			line("%s %s | | %s | %s |", start, (theirs != null) ? "LaunchDarkly " + theirs : "",
					Value.of(limit.measure(), limit.atMost(), ours.unit()),
					verdict(ours.effective() <= limit.atMost()));
			return;
		}
		String referenceRow = (limit.row() != null) ? limit.row() : row.name();
		Value reference = this.results.value(referenceRow, limit.reference(), limit.measure());
		if (reference != null) {
			double ratio = ours.score() / reference.score();
			line("%s %s %s | %s | %s | %s |", start,
					(limit.row() != null) ? "Pennon in " + limit.row() : label(limit.reference()), reference,
					times(ratio), times(limit.atMost()), verdict(ratio <= limit.atMost()));
		}
	}

	private static String times(double ratio) {
		return String.format(Locale.ROOT, (ratio < 0.1) ? "%.3f \u00d7" : "%.2f \u00d7", ratio);
	}

	private static String verdict(boolean passes) {
		return passes ? "PASS" : "over";
	}

	private static String label(String peer) {
		return Character.toUpperCase(peer.charAt(0)) + peer.substring(1);
	}

	private void peers(List<Row> rows) {
		line("Median (least to most), and what each operation allocates, or a load retains:");
		line("");
		line("| | Pennon | LaunchDarkly | Other peers and floors |");
		line("|---|---|---|---|");
		for (Row row : rows) {
			String others = this.results.peers(row, Set.of(Limit.OURS, Limit.LAUNCH_DARKLY))
				.stream()
				.map((peer) -> "%s %s".formatted(peer, withAllocation(row, peer)))
				.collect(Collectors.joining("; "));
			line("| %s | %s | %s | %s |", row.name(), withAllocation(row, Limit.OURS),
					withAllocation(row, Limit.LAUNCH_DARKLY), others);
		}
		line("");
	}

	private String withAllocation(Row row, String peer) {
		Value time = this.results.value(row.name(), peer, Measure.TIME);
		Value bytes = Stream.of(Measure.ALLOCATED, Measure.RETAINED, Measure.ALLOCATION)
			.map((measure) -> this.results.value(row.name(), peer, measure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return (time == null) ? "" : "%s, %s".formatted(time.withRange(), bytes);
	}

	private void twoThreads(List<Row> rows) {
		line("| | Pennon, 1 thread | 2 threads | loss | Map lookup, 1 thread | 2 threads | loss | at most 15 points more |");
		line("|---|---|---|---|---|---|---|---|");
		for (Row row : rows) {
			Double ours = loss(row, Limit.OURS);
			Double lookup = loss(row, LOOKUP);
			if (ours != null && lookup != null) {
				line("| %s | %s | %s | %s |", row.name(), scaling(row, Limit.OURS, ours), scaling(row, LOOKUP, lookup),
						verdict(ours <= Math.max(0, lookup) + SCALING_LOSS));
			}
		}
	}

	private String scaling(Row row, String peer, double loss) {
		return "%s | %s | %s".formatted(this.results.value(row.name(), peer, Measure.TIME),
				this.results.value(row.name(), peer + "2", Measure.TIME),
				String.format(Locale.ROOT, "%.0f %%", 100 * loss));
	}

	private @Nullable Double loss(Row row, String peer) {
		Value one = this.results.value(row.name(), peer, Measure.TIME);
		Value two = this.results.value(row.name(), peer + "2", Measure.TIME);
		return (one == null || two == null) ? null : two.score() / one.score() - 1;
	}

	private void line(String format, Object... arguments) {
		this.text.append((arguments.length == 0) ? format : format.formatted(arguments)).append('\n');
	}

}
