package dev.pennon.internal.evaluator;

import dev.pennon.model.FeatureFlag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each failure to the log.
 */
final class LoggedFailures implements EvaluationFailures {

	private static final Logger logger = LoggerFactory.getLogger(Evaluator.class);

	@Override
	public void malformed(FeatureFlag flag, String problem) {
		logger.debug("Malformed {}: {}", flag, problem);
	}

	@Override
	public void failed(FeatureFlag flag, Throwable failure) {
		logger.error("Evaluation of {} failed; the default value is used instead", flag, failure);
	}

}
