package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.Set;

import dev.pennon.bigsegment.BigSegmentQuery.Result;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ManualTime;
import org.jspecify.annotations.Nullable;

/**
 * A manager over a healthy store, with time that a test moves.
 */
final class BigSegmentFixture implements AutoCloseable {

	static final String REFERENCE = "segment.g1";

	final ManualTime time = new ManualTime();

	final MapBigSegmentStore store = new MapBigSegmentStore();

	final ListenerDispatcher dispatcher = new ListenerDispatcher();

	final BigSegmentManager manager;

	BigSegmentFixture(BigSegmentsConfig config) {
		this.store.setLastUpToDate(this.time.instant());
		this.store.set("user", Set.of(REFERENCE), Set.of());
		this.manager = new BigSegmentManager(this.store, config, this.time, this.time, this.time, this.dispatcher);
	}

	BigSegmentFixture() {
		this(BigSegmentsConfig.defaults());
	}

	BigSegmentStoreStatusProvider status() {
		return this.manager.statusProvider();
	}

	Result query(String key) {
		return this.manager.query(key);
	}

	static @Nullable Boolean member(Result result) {
		BigSegmentMembership membership = result.membership();
		return (membership != null) ? membership.checkMembership(REFERENCE) : null;
	}

	void advanceSeconds(int seconds) {
		this.time.advance(Duration.ofSeconds(seconds));
	}

	void runDueTasks() {
		this.time.advance(Duration.ZERO);
	}

	int memberQueries() {
		return this.store.askedHashes().size();
	}

	@Override
	public void close() {
		this.manager.close();
		this.dispatcher.close();
	}

}
