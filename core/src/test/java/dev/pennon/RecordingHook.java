package dev.pennon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import tools.jackson.databind.JsonNode;

/**
 * Notes each call.
 */
final class RecordingHook implements Hook {

	private final String name;

	private final List<String> calls;

	private final List<EvaluationSeries> series = new ArrayList<>();

	RecordingHook(String name, List<String> calls) {
		this.name = name;
		this.calls = calls;
	}

	List<EvaluationSeries> series() {
		return this.series;
	}

	@Override
	public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
		this.series.add(series);
		this.calls.add("%s before %s".formatted(this.name, series.flagKey()));
		return Map.of("from", this.name);
	}

	@Override
	public void afterEvaluation(EvaluationSeries series, Map<String, Object> data, EvaluationDetail<JsonNode> detail) {
		this.series.add(series);
		this.calls.add("%s after %s %s %s %d from %s".formatted(this.name, series.flagKey(), detail.value(),
				detail.reason(), detail.variationIndex(), data.get("from")));
	}

	@Override
	public void afterTrack(TrackSeries series) {
		this.calls.add("%s track %s".formatted(this.name, series.key()));
	}

}
