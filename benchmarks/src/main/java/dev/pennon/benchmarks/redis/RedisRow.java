package dev.pennon.benchmarks.redis;

import java.time.Duration;
import java.util.List;

import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.FlagKind;
import dev.pennon.benchmarks.data.FlagWriter;

/**
 * The rows that evaluate flags in Redis.
 */
public enum RedisRow {

	/** Flags in the cache, which does not expire while it is measured. */
	S9h(FlagKind.FALLTHROUGH, Duration.ofHours(1), 0),

	/** Small flags, no cache. */
	S9u(FlagKind.FALLTHROUGH, Duration.ZERO, 1),

	/** Flags with a rule on a large segment, no cache. */
	S9s(FlagKind.SEGMENT, Duration.ZERO, 2);

	private final FlagKind kind;

	private final Duration cacheTtl;

	private final int commands;

	RedisRow(FlagKind kind, Duration cacheTtl, int commands) {
		this.kind = kind;
		this.cacheTtl = cacheTtl;
		this.commands = commands;
	}

	FlagData flags() {
		return FlagWriter.write(FlagWriter.COUNT, List.of(this.kind));
	}

	Duration cacheTtl() {
		return this.cacheTtl;
	}

	/** How many commands an evaluation needs. */
	int commands() {
		return this.commands;
	}

}
