package dev.pennon.migration;

import java.util.concurrent.Executor;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Migration}. For one thread.
 *
 * @param <R> the type of what is read
 * @param <W> the type of what a write gives
 * @param <P> the type of what the systems are asked with
 */
public final class MigrationBuilder<R extends @Nullable Object, W extends @Nullable Object, P extends @Nullable Object> {

	final MigrationClient client;

	@Nullable MigrationSource<P, R> oldRead;

	@Nullable MigrationSource<P, R> newRead;

	@Nullable MigrationSource<P, W> oldWrite;

	@Nullable MigrationSource<P, W> newWrite;

	@Nullable BiPredicate<? super R, ? super R> comparison;

	ReadOrder readOrder = ReadOrder.SERIAL;

	@Nullable Executor executor;

	boolean trackLatency = true;

	boolean trackErrors = true;

	MigrationBuilder(MigrationClient client) {
		this.client = client;
	}

	/**
	 * Sets how to read.
	 * @param oldSystem reads from the old system
	 * @param newSystem reads from the new system
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> read(MigrationSource<P, R> oldSystem, MigrationSource<P, R> newSystem) {
		this.oldRead = oldSystem;
		this.newRead = newSystem;
		return this;
	}

	/**
	 * Sets how to write.
	 * @param oldSystem writes to the old system
	 * @param newSystem writes to the new system
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> write(MigrationSource<P, W> oldSystem, MigrationSource<P, W> newSystem) {
		this.oldWrite = oldSystem;
		this.newWrite = newSystem;
		return this;
	}

	/**
	 * Sets how to tell whether both systems have given the same. Without it nothing is
	 * compared.
	 * @param comparison compares what was read from the old and from the new system
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> compareReads(BiPredicate<? super R, ? super R> comparison) {
		this.comparison = comparison;
		return this;
	}

	/**
	 * Sets that both systems are read one after the other, which is so unless set.
	 * @param random whether to draw the order by lot; else the one with the say is first
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> serialReads(boolean random) {
		this.readOrder = random ? ReadOrder.RANDOM : ReadOrder.SERIAL;
		return this;
	}

	/**
	 * Sets that both systems are read at the same time.
	 * @param executor runs the one read while the caller's thread does the other; it must
	 * not wait for the caller
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> concurrentReads(Executor executor) {
		this.readOrder = ReadOrder.CONCURRENT;
		this.executor = executor;
		return this;
	}

	/**
	 * Sets whether to measure how long each system takes.
	 * @param trackLatency whether to measure; true unless set
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> trackLatency(boolean trackLatency) {
		this.trackLatency = trackLatency;
		return this;
	}

	/**
	 * Sets whether to tell which system has failed.
	 * @param trackErrors whether to tell; true unless set
	 * @return this builder
	 */
	public MigrationBuilder<R, W, P> trackErrors(boolean trackErrors) {
		this.trackErrors = trackErrors;
		return this;
	}

	/**
	 * Returns the migration.
	 * @return a migration that this builder no longer changes
	 * @throws IllegalArgumentException if it cannot be told how to read or how to write
	 */
	public Migration<R, W, P> build() {
		return new Migration<>(this);
	}

}
