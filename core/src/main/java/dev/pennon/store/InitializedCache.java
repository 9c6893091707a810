package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database was ever initialized: yes for ever, no for a while. However many
 * threads want to know, one asks.
 */
final class InitializedCache {

	private final long remembered;

	private final Ticker ticker;

	private final AtomicReference<@Nullable SingleLoad<Boolean>> load = new AtomicReference<>();

	private volatile boolean initialized;

	private volatile @Nullable Long deniedAt;

	InitializedCache(CacheConfig config, Ticker ticker) {
		this.remembered = (config.mode() != CacheMode.OFF) ? CacheTimes.nanos(config.ttl()) : 0;
		this.ticker = ticker;
	}

	void set() {
		this.initialized = true;
	}

	/** Returns what is known without asking. */
	boolean isKnown() {
		return this.initialized;
	}

	boolean get(Duration limit, BooleanSupplier database) {
		if (this.initialized) {
			return true;
		}
		Long denied = this.deniedAt;
		if (denied != null && this.ticker.nanos() - denied < this.remembered) {
			return false;
		}
		SingleLoad<Boolean> mine = new SingleLoad<>();
		SingleLoad<Boolean> other = this.load.compareAndExchange(null, mine);
		return (other != null) ? other.await(limit) : load(mine, database);
	}

	private boolean load(SingleLoad<Boolean> mine, BooleanSupplier database) {
		try {
			boolean answer = database.getAsBoolean();
			if (answer) {
				this.initialized = true;
			}
			else {
				this.deniedAt = this.ticker.nanos();
			}
			// It ends before it answers: whoever asks after the answer must not join it
			this.load.set(null);
			mine.answer(answer);
			return answer;
		}
		catch (RuntimeException | Error ex) {
			this.load.set(null);
			mine.fail(ex);
			throw ex;
		}
	}

}
