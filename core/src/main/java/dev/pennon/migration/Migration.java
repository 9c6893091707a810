package dev.pennon.migration;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;

import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Reads from and writes to two systems as a flag says, and tells the events service what
 * it saw. Callers get what the system with the say gives; the other one is there to be
 * filled and compared. Immutable.
 *
 * @param <R> the type of what is read
 * @param <W> the type of what a write gives
 * @param <P> the type of what the systems are asked with
 */
public final class Migration<R extends @Nullable Object, W extends @Nullable Object, P extends @Nullable Object> {

	private final MigrationClient client;

	private final MigrationSource<P, R> oldRead;

	private final MigrationSource<P, R> newRead;

	private final MigrationSource<P, W> oldWrite;

	private final MigrationSource<P, W> newWrite;

	private final @Nullable BiPredicate<? super R, ? super R> comparison;

	private final ReadOrder readOrder;

	private final @Nullable Executor executor;

	private final boolean trackLatency;

	private final boolean trackErrors;

	private final Ticker ticker = Ticker.system();

	Migration(MigrationBuilder<R, W, P> builder) {
		this.client = builder.client;
		this.oldRead = required("read", builder.oldRead);
		this.newRead = required("read", builder.newRead);
		this.oldWrite = required("write", builder.oldWrite);
		this.newWrite = required("write", builder.newWrite);
		this.comparison = builder.comparison;
		this.readOrder = builder.readOrder;
		this.executor = builder.executor;
		this.trackLatency = builder.trackLatency;
		this.trackErrors = builder.trackErrors;
	}

	private static <T> T required(String name, @Nullable T source) {
		if (source == null) {
			throw new IllegalArgumentException("A migration needs to know how to %1$s; set '%1$s'".formatted(name));
		}
		return source;
	}

	/**
	 * Returns a builder.
	 * @param client evaluates the flag and takes what was seen
	 * @param <R> the type of what is read
	 * @param <W> the type of what a write gives
	 * @param <P> the type of what the systems are asked with
	 * @return a new builder
	 */
	public static <R extends @Nullable Object, W extends @Nullable Object, P extends @Nullable Object> MigrationBuilder<R, W, P> builder(
			MigrationClient client) {
		return new MigrationBuilder<>(client);
	}

	/**
	 * Reads. Never throws what a system throws.
	 * @param key the key of the flag that steers the migration
	 * @param context whom the read is for
	 * @param defaultStage the stage to take where the flag has none to offer
	 * @param payload what to ask the systems with
	 * @return what the system with the say gave
	 */
	public MigrationResult<R> read(String key, @Nullable EvaluationContext context, MigrationStage defaultStage,
			P payload) {
		MigrationVariation variation = this.client.migrationVariation(key, context, defaultStage);
		MigrationTracker tracker = variation.tracker();
		tracker.operation(MigrationOperation.READ);
		MigrationOrigin authority = variation.stage().authority();
		MigrationResult<R> result = variation.stage().usesBoth(MigrationOperation.READ)
				? readBoth(authority, payload, tracker) : read(authority, payload, tracker);
		this.client.trackMigration(tracker);
		return result;
	}

	private MigrationResult<R> readBoth(MigrationOrigin authority, P payload, MigrationTracker tracker) {
		MigrationResult<R> authoritative;
		MigrationResult<R> other;
		if (this.readOrder == ReadOrder.CONCURRENT) {
			FutureTask<MigrationResult<R>> future = new FutureTask<>(() -> read(authority.other(), payload, tracker));
			boolean begun = execute(future);
			authoritative = read(authority, payload, tracker);
			if (!begun) {
				future.run();
			}
			other = await(future, authority.other());
		}
		else if (this.readOrder == ReadOrder.RANDOM && ThreadLocalRandom.current().nextBoolean()) {
			other = read(authority.other(), payload, tracker);
			authoritative = read(authority, payload, tracker);
		}
		else {
			authoritative = read(authority, payload, tracker);
			other = read(authority.other(), payload, tracker);
		}
		compare(authoritative, other, tracker);
		return authoritative;
	}

	private boolean execute(Runnable task) {
		try {
			if (this.executor != null) {
				this.executor.execute(task);
			}
			return this.executor != null;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	private MigrationResult<R> await(FutureTask<MigrationResult<R>> future, MigrationOrigin origin) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new MigrationResult<>(origin, null, ex);
		}
		catch (ExecutionException ex) {
			return new MigrationResult<>(origin, null, ex);
		}
	}

	// Neither has failed, so both values are there as far as their type wants them to be
	@SuppressWarnings("NullAway")
	private void compare(MigrationResult<R> first, MigrationResult<R> second, MigrationTracker tracker) {
		BiPredicate<? super R, ? super R> comparison = this.comparison;
		if (comparison != null && first.isSuccess() && second.isSuccess()) {
			boolean inOrder = first.origin() == MigrationOrigin.OLD;
			R oldValue = inOrder ? first.value() : second.value();
			R newValue = inOrder ? second.value() : first.value();
			tracker.consistency(() -> comparison.test(oldValue, newValue));
		}
	}

	private MigrationResult<R> read(MigrationOrigin origin, P payload, MigrationTracker tracker) {
		return call(origin, (origin == MigrationOrigin.OLD) ? this.oldRead : this.newRead, payload, tracker);
	}

	/**
	 * Writes. Never throws what a system throws. If the system with the say fails, the
	 * other one is not asked.
	 * @param key the key of the flag that steers the migration
	 * @param context whom the write is for
	 * @param defaultStage the stage to take where the flag has none to offer
	 * @param payload what to ask the systems with
	 * @return what the systems gave
	 */
	public MigrationWriteResult<W> write(String key, @Nullable EvaluationContext context, MigrationStage defaultStage,
			P payload) {
		MigrationVariation variation = this.client.migrationVariation(key, context, defaultStage);
		MigrationTracker tracker = variation.tracker();
		tracker.operation(MigrationOperation.WRITE);
		MigrationOrigin authority = variation.stage().authority();
		MigrationResult<W> authoritative = write(authority, payload, tracker);
		MigrationResult<W> other = null;
		if (variation.stage().usesBoth(MigrationOperation.WRITE) && authoritative.isSuccess()) {
			other = write(authority.other(), payload, tracker);
		}
		this.client.trackMigration(tracker);
		return new MigrationWriteResult<>(authoritative, other);
	}

	private MigrationResult<W> write(MigrationOrigin origin, P payload, MigrationTracker tracker) {
		return call(origin, (origin == MigrationOrigin.OLD) ? this.oldWrite : this.newWrite, payload, tracker);
	}

	private <T extends @Nullable Object> MigrationResult<T> call(MigrationOrigin origin, MigrationSource<P, T> source,
			P payload, MigrationTracker tracker) {
		tracker.invoked(origin);
		long start = this.ticker.nanos();
		MigrationResult<T> result = call(origin, source, payload);
		if (this.trackLatency) {
			tracker.latency(origin, Duration.ofNanos(this.ticker.nanos() - start));
		}
		if (this.trackErrors && !result.isSuccess()) {
			tracker.error(origin);
		}
		return result;
	}

	private static <P extends @Nullable Object, T extends @Nullable Object> MigrationResult<T> call(
			MigrationOrigin origin, MigrationSource<P, T> source, P payload) {
		try {
			return new MigrationResult<>(origin, source.call(payload), null);
		}
		catch (Exception ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			return new MigrationResult<>(origin, null, ex);
		}
	}

}
