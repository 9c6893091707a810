package dev.pennon.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Carries what a benchmark measures besides time into JMH's results. A benchmark records
 * it in the tear-down of an iteration; JMH, which makes this profiler itself, asks for it
 * afterwards in the same process.
 */
public final class Extras implements InternalProfiler {

	private static final Map<Measure, Double> recorded = new EnumMap<>(Measure.class);

	/**
	 * Records a measure of the iteration that ends.
	 * @param measure what
	 * @param value how much
	 */
	public static synchronized void record(Measure measure, double value) {
		recorded.put(measure, value);
	}

	private static synchronized Map<Measure, Double> take() {
		Map<Measure, Double> taken = new EnumMap<>(recorded);
		recorded.clear();
		return taken;
	}

	@Override
	public String getDescription() {
		return "What benchmarks measure besides time";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		take();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		List<Result<?>> results = new ArrayList<>();
		take().forEach(
				(measure, value) -> results.add(new ScalarResult(measure.metric(), value, "", AggregationPolicy.AVG)));
		return results;
	}

}
