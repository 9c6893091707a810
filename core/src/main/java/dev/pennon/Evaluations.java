package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.evaluator.Evaluator;
import dev.pennon.internal.evaluator.PrerequisiteListener;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.RemoteFeatureStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happens around the evaluator: whether there is data, a context and a flag, whether
 * the value has the type that was asked for, and that nothing escapes. An evaluation of a
 * found flag with a matching type allocates nothing. Immutable; what changes is in the
 * {@link FlagData}, of which each evaluation reads one state.
 */
final class Evaluations {

	private static final EvaluationDetail<@Nullable JsonNode> NOT_READY = error(ErrorKind.CLIENT_NOT_READY);

	private static final EvaluationDetail<@Nullable JsonNode> NO_CONTEXT = error(ErrorKind.USER_NOT_SPECIFIED);

	private static final EvaluationDetail<@Nullable JsonNode> NOT_FOUND = error(ErrorKind.FLAG_NOT_FOUND);

	private static final EvaluationDetail<@Nullable JsonNode> WRONG_TYPE = error(ErrorKind.WRONG_TYPE);

	static final EvaluationDetail<@Nullable JsonNode> FAILED = error(ErrorKind.EXCEPTION);

	private final FlagData data;

	private final Evaluator evaluator;

	private final EvaluationLog log;

	private final @Nullable EvaluationObserver observer;

	Evaluations(FlagData data, Evaluator evaluator, EvaluationLog log, @Nullable EvaluationObserver observer) {
		this.data = data;
		this.evaluator = evaluator;
		this.log = log;
		this.observer = observer;
	}

	// NullAway reads a type argument's nullness in the newer JDK's build only
	@SuppressWarnings("NullAway")
	private static EvaluationDetail<@Nullable JsonNode> error(ErrorKind kind) {
		return new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, EvaluationReason.error(kind));
	}

	/**
	 * Evaluates a flag for a caller and tells the observer.
	 * @param key the key of the flag
	 * @param context whom to evaluate for
	 * @param type the type that the caller asks for
	 * @param note takes what is wanted beside the result, or null
	 * @param defaultNumber the caller's default as a number
	 * @param defaultValue the caller's default if it is no number; which of both counts,
	 * the {@linkplain ValueType#json type} knows
	 * @param withReasons whether the caller asks for the reason
	 * @return the outcome; its value is null where the caller gets the default, and else
	 * of the type that was asked for
	 */
	EvaluationDetail<@Nullable JsonNode> evaluate(String key, @Nullable EvaluationContext context, ValueType type,
			@Nullable EvaluationNote note, double defaultNumber, @Nullable Object defaultValue, boolean withReasons) {
		FeatureFlag flag = null;
		EvaluationDetail<@Nullable JsonNode> result;
		try {
			ReadOnlyStore view = this.data.view();
			if (view == null) {
				result = notReady(key);
			}
			else if (context == null || !context.isValid()) {
				result = invalidContext(key, context);
			}
			else {
				RemoteFeatureStore remote = view.asRemote();
				flag = (remote != null) ? remote.getAtHand(DataKinds.FEATURES, key) : null;
				if (flag == null) {
					view = FlagData.limited(view);
					flag = view.get(DataKinds.FEATURES, key);
				}
				result = (flag != null) ? evaluate(flag, context, view, type, note, withReasons) : notFound(key);
			}
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			result = failed(key, ex);
		}
		if (this.observer != null && context != null && context.isValid()) {
			observe(this.observer, key, flag, context, result, type, defaultNumber, defaultValue, withReasons);
		}
		return result;
	}

	private EvaluationDetail<@Nullable JsonNode> evaluate(FeatureFlag flag, EvaluationContext context,
			ReadOnlyStore view, ValueType type, @Nullable EvaluationNote note, boolean withReasons) {
		if (note != null) {
			note.found(flag);
		}
		EvaluationDetail<@Nullable JsonNode> result = this.evaluator.evaluate(flag, context, view,
				prerequisiteListener(flag, context, withReasons));
		if (result.isDefaultValue()) {
			return withoutVariation(flag, result);
		}
		JsonNode value = result.value();
		if (value == null || !type.accepts(value)) {
			return wrongType(flag, type);
		}
		if (note != null && !note.accepts(flag, value, this.log)) {
			return WRONG_TYPE;
		}
		return result;
	}

	// Only an observer wants to know; without one, nothing is allocated here.
	private @Nullable PrerequisiteListener prerequisiteListener(FeatureFlag flag, EvaluationContext context,
			boolean withReasons) {
		EvaluationObserver observer = this.observer;
		if (observer == null || flag.firstPrerequisite() == null) {
			return null;
		}
		return (FeatureFlag prerequisite, FeatureFlag prerequisiteOf, EvaluationDetail<@Nullable JsonNode> result) -> {
			try {
				observer.prerequisiteEvaluated(prerequisite, prerequisiteOf, context, result, withReasons);
			}
			catch (Exception | StackOverflowError | LinkageError ex) {
				failed(prerequisite.key(), ex);
			}
		};
	}

	// To make JSON of a default allocates, so that is only done if the observer needs it
	private void observe(EvaluationObserver observer, String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, ValueType type, double defaultNumber,
			@Nullable Object defaultValue, boolean withReasons) {
		try {
			if (flag == null || !observer.counted(flag, context, result)) {
				observer.evaluated(key, flag, context, result, type.json(defaultNumber, defaultValue), withReasons);
			}
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			failed(key, ex);
		}
	}

	private EvaluationDetail<@Nullable JsonNode> withoutVariation(FeatureFlag flag,
			EvaluationDetail<@Nullable JsonNode> result) {
		if (result.reason().errorKind() == ErrorKind.MALFORMED_FLAG && !Evaluator.isAborted(result)) {
			this.log.malformed(flag, "there is no such variation");
		}
		return result;
	}

	private EvaluationDetail<@Nullable JsonNode> notReady(String key) {
		this.log.notReady(key);
		return NOT_READY;
	}

	private EvaluationDetail<@Nullable JsonNode> invalidContext(String key, @Nullable EvaluationContext context) {
		this.log.invalidContext(key, context);
		return NO_CONTEXT;
	}

	private EvaluationDetail<@Nullable JsonNode> notFound(String key) {
		this.log.notFound(key);
		return NOT_FOUND;
	}

	private EvaluationDetail<@Nullable JsonNode> wrongType(FeatureFlag flag, ValueType type) {
		this.log.wrongType(flag, type);
		return WRONG_TYPE;
	}

	private EvaluationDetail<@Nullable JsonNode> failed(String key, Throwable failure) {
		this.log.failed(key, failure);
		return FAILED;
	}

}
