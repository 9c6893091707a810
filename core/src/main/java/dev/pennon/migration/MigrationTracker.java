package dev.pennon.migration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what is seen during one operation of a migration. Safe for use by the threads
 * that ask both systems at the same time; a lock guards what was seen.
 */
public final class MigrationTracker {

	private static final Logger logger = LoggerFactory.getLogger(MigrationTracker.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final String flagKey;

	private final @Nullable FeatureFlag flag;

	private final @Nullable EvaluationContext context;

	private final EvaluationDetail<MigrationStage> stage;

	private final MigrationStage defaultStage;

	private final Set<MigrationOrigin> invoked = EnumSet.noneOf(MigrationOrigin.class);

	private final Set<MigrationOrigin> errors = EnumSet.noneOf(MigrationOrigin.class);

	private final Map<MigrationOrigin, Duration> latencies = new EnumMap<>(MigrationOrigin.class);

	private @Nullable MigrationOperation operation;

	private @Nullable Boolean consistent;

	/**
	 * Creates a tracker that has seen nothing.
	 * @param flagKey the key of the flag that steers the migration
	 * @param flag the flag, or null if there is none
	 * @param context whom the operation is for
	 * @param stage the stage that the flag gave, and why
	 * @param defaultStage the stage to take where the flag has none to offer
	 */
	public MigrationTracker(String flagKey, @Nullable FeatureFlag flag, @Nullable EvaluationContext context,
			EvaluationDetail<MigrationStage> stage, MigrationStage defaultStage) {
		this.flagKey = flagKey;
		this.flag = flag;
		this.context = context;
		this.stage = stage;
		this.defaultStage = defaultStage;
	}

	/**
	 * Takes note of what is done.
	 * @param operation the operation
	 */
	public void operation(MigrationOperation operation) {
		locked(() -> this.operation = operation);
	}

	/**
	 * Takes note that a system is asked.
	 * @param origin the system
	 */
	public void invoked(MigrationOrigin origin) {
		locked(() -> this.invoked.add(origin));
	}

	/**
	 * Takes note that a system has failed.
	 * @param origin the system
	 */
	public void error(MigrationOrigin origin) {
		locked(() -> this.errors.add(origin));
	}

	/**
	 * Takes note of how long a system took.
	 * @param origin the system
	 * @param latency the time
	 */
	public void latency(MigrationOrigin origin, Duration latency) {
		locked(() -> this.latencies.put(origin, latency));
	}

	/**
	 * Takes note of whether both systems gave the same, if the flag's check ratio picks
	 * this operation.
	 * @param comparison compares; only called if this operation is picked, and without
	 * effect if it throws
	 */
	public void consistency(BooleanSupplier comparison) {
		Long ratio = (this.flag != null) ? this.flag.migrationCheckRatio() : null;
		if (ratio != null && (ratio <= 0 || ThreadLocalRandom.current().nextLong(ratio) != 0)) {
			return;
		}
		try {
			boolean same = comparison.getAsBoolean();
			locked(() -> this.consistent = same);
		}
		catch (RuntimeException ex) {
			logger.error("The results of the migration '{}' could not be compared", this.flagKey, ex);
		}
	}

	private void locked(Runnable note) {
		this.lock.lock();
		try {
			note.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns what was seen.
	 * @return the outcome; null if it makes no sense, with the reason in the log: the
	 * flag has no key, the context is invalid, the operation is not known, no system was
	 * asked, or something was measured of one that was not asked
	 */
	public @Nullable MigrationOutcome outcome() {
		this.lock.lock();
		try {
			EvaluationContext context = this.context;
			MigrationOperation operation = this.operation;
			if (context == null || !context.isValid()) {
				return senseless("the context is invalid");
			}
			if (operation == null) {
				return senseless("the operation was not set");
			}
			String problem = problem();
			if (problem != null) {
				return senseless(problem);
			}
			return new MigrationOutcome(this.flagKey, this.flag, context, this.stage, this.defaultStage, operation,
					this.invoked, this.latencies, this.errors, this.consistent);
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable String problem() {
		if (this.flagKey.isEmpty()) {
			return "the key of the flag is empty";
		}
		if (this.invoked.isEmpty()) {
			return "neither system was asked";
		}
		if (!this.invoked.containsAll(this.latencies.keySet())) {
			return "a latency was measured of a system that was not asked";
		}
		if (!this.invoked.containsAll(this.errors)) {
			return "an error was recorded for a system that was not asked";
		}
		if (this.consistent != null && this.invoked.size() < MigrationOrigin.values().length) {
			return "results were compared although only one system was asked";
		}
		return null;
	}

	private @Nullable MigrationOutcome senseless(String reason) {
		logger.warn("The migration '{}' is not tracked: {}", this.flagKey, reason);
		return null;
	}

}
