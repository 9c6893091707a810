package dev.pennon.datasource.http;

import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.internal.concurrent.Ticker;

/**
 * What every source works with.
 *
 * @param sink takes data and status
 * @param schedulers makes a scheduler for each run
 * @param clock dates errors
 * @param ticker measures how long a connection has been healthy
 * @param random shortens delays
 */
record SourceParts(DataSourceUpdateSink sink, Supplier<Scheduler> schedulers, InstantSource clock, Ticker ticker,
		RandomGenerator random) {

	static SourceParts of(DataSourceUpdateSink sink, String role) {
		return new SourceParts(sink, () -> new ThreadScheduler(role), InstantSource.system(), Ticker.system(),
				new Random());
	}

}
