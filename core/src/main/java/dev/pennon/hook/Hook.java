package dev.pennon.hook;

import java.util.Map;

import dev.pennon.evaluation.EvaluationDetail;
import tools.jackson.databind.JsonNode;

/**
 * Runs around each evaluation that a caller asks for, and after each event that an
 * application tracks, on the same thread; so it should be quick. What it throws is logged
 * and changes nothing. Several hooks run in their order before and in the reverse order
 * after an evaluation. Must be safe for use by any number of threads.
 */
public interface Hook {

	/**
	 * Returns what the log calls this hook.
	 * @return a name
	 */
	default String name() {
		return getClass().getSimpleName();
	}

	/**
	 * Runs before an evaluation.
	 * @param series what is asked for
	 * @param data an empty map
	 * @return what {@link #afterEvaluation} is to get; a map that is no longer modified
	 */
	default Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
		return data;
	}

	/**
	 * Runs after an evaluation.
	 * @param series what was asked for
	 * @param data what {@link #beforeEvaluation} returned; empty if it threw
	 * @param detail what the caller gets, and why
	 */
	default void afterEvaluation(EvaluationSeries series, Map<String, Object> data, EvaluationDetail<JsonNode> detail) {
	}

	/**
	 * Runs after an event was recorded.
	 * @param series what is tracked
	 */
	default void afterTrack(TrackSeries series) {
	}

}
