package dev.pennon;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.concurrent.Ticker;
import dev.pennon.internal.evaluator.EvaluationFailures;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why callers get their defaults, without flooding it: what is wrong with
 * a flag once for each of its versions, what is wrong with a call once a minute for each
 * flag. It remembers a bounded number of flags; the log repeats itself beyond that.
 */
final class EvaluationLog implements EvaluationFailures {

	private static final Logger logger = LoggerFactory.getLogger(FlagClient.class);

	private static final int REMEMBERED = 1_000;

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final Cache<Occasion, Boolean> recent;

	private final Cache<Occasion, Boolean> seen;

	private final AtomicBoolean notReadyLogged;

	/**
	 * Creates a log.
	 * @param ticker measures the pauses
	 * @param offline whether it is no surprise that there are no flags
	 */
	EvaluationLog(Ticker ticker, boolean offline) {
		this.notReadyLogged = new AtomicBoolean(offline);
		// Caffeine would else clean up in the common pool
		this.recent = Caffeine.newBuilder()
			.maximumSize(REMEMBERED)
			.expireAfterWrite(PAUSE)
			.ticker(ticker::nanos)
			.executor(Runnable::run)
			.build();
		this.seen = Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
	}

	void notReady(String key) {
		if (!this.notReadyLogged.get() && this.notReadyLogged.compareAndSet(false, true)) {
			logger.warn("Flag '{}' was evaluated while the client had no flags: it is not started, has received none "
					+ "yet, or is closed; evaluations give the caller's default meanwhile", key);
		}
	}

	void invalidContext(String key, @Nullable EvaluationContext context) {
		if (isFirst(this.recent, Problem.CONTEXT, key, 0)) {
			logger.warn("Flag '{}' was evaluated for an invalid context, which gets the default: {}", key,
					(context != null) ? context.error() : "the context is null");
		}
	}

	void notTracked(String event, @Nullable EvaluationContext context) {
		if (isFirst(this.recent, Problem.TRACKING, event, 0)) {
			logger.warn("Event '{}' has an invalid context and is not sent: {}", event,
					(context != null) ? context.error() : "the context is null");
		}
	}

	void notTracked(String event, Throwable failure) {
		if (isFirst(this.recent, Problem.TRACKING, event, 0)) {
			logger.warn("Event '{}' could not be recorded and is not sent", event, failure);
		}
	}

	void notFound(String key) {
		if (isFirst(this.recent, Problem.NOT_FOUND, key, 0)) {
			logger.info("There is no flag '{}'; callers get their default", key);
		}
	}

	@Override
	public void malformed(FeatureFlag flag, String problem) {
		if (isFirst(this.seen, Problem.MALFORMED, flag.key(), flag.version())) {
			logger.error("Flag '{}' version {} contradicts itself, and callers get their default: {}", flag.key(),
					flag.version(), problem);
		}
	}

	void wrongType(FeatureFlag flag, ValueType type) {
		if (isFirst(this.seen, Problem.TYPE, flag.key(), flag.version())) {
			logger.warn("Flag '{}' version {} has a value of another type than {}, which was asked for; "
					+ "the caller gets the default", flag.key(), flag.version(), type);
		}
	}

	void notBindable(FeatureFlag flag, Class<?> type, @Nullable Throwable failure) {
		if (isFirst(this.seen, Problem.BINDING, flag.key(), flag.version())) {
			logger.warn("Flag '{}' version {} has a value that does not fit {}; the caller gets the default",
					flag.key(), flag.version(), type.getName(), failure);
		}
	}

	@Override
	public void failed(FeatureFlag flag, Throwable failure) {
		failed(flag.key(), failure);
	}

	void failed(@Nullable String key, Throwable failure) {
		try {
			if (isFirst(this.recent, Problem.FAILURE, String.valueOf(key), 0)) {
				logger.error("Flag '{}' could not be evaluated; callers get their default", key, failure);
			}
		}
		catch (StackOverflowError ex) {
			// The caller's stack has no room left for logging, and evaluations never
			// throw
		}
	}

	/** Returns about how many occasions are remembered. */
	long remembered() {
		return this.recent.estimatedSize() + this.seen.estimatedSize();
	}

	private static boolean isFirst(Cache<Occasion, Boolean> occasions, Problem problem, String key, long version) {
		Occasion occasion = new Occasion(problem, key, version);
		return occasions.getIfPresent(occasion) == null
				&& occasions.asMap().putIfAbsent(occasion, Boolean.TRUE) == null;
	}

	private enum Problem {

		CONTEXT, NOT_FOUND, MALFORMED, TYPE, BINDING, TRACKING, FAILURE

	}

	private record Occasion(Problem problem, String key, long version) {
	}

}
