package dev.pennon;

import java.util.List;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One flag among all.
 *
 * @param flag the flag
 * @param result what its evaluation came to
 * @param prerequisites the flags that it depends on directly and that were evaluated for
 * it, in order
 */
record FlagState(FeatureFlag flag, EvaluationDetail<@Nullable JsonNode> result, List<String> prerequisites) {

	boolean isExperiment() {
		return this.flag.isExperiment(this.result.reason());
	}

	/** Whether evaluations of this flag make full events or debug events. */
	boolean isTracked(boolean experiment, long now) {
		Long debugUntil = this.flag.debugEventsUntilDate();
		return experiment || this.flag.isTrackEvents() || (debugUntil != null && debugUntil > now);
	}

}
