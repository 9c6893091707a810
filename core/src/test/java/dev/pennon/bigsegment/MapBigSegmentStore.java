package dev.pennon.bigsegment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A store in memory that counts what it is asked and fails or freezes when a test says
 * so.
 */
public final class MapBigSegmentStore implements BigSegmentStore {

	private final Map<String, BigSegmentMembership> memberships = new ConcurrentHashMap<>();

	private final List<String> askedHashes = new CopyOnWriteArrayList<>();

	private final AtomicInteger metadataCalls = new AtomicInteger();

	private volatile @Nullable Instant lastUpToDate;

	private volatile @Nullable RuntimeException metadataFailure;

	private volatile @Nullable RuntimeException membershipFailure;

	private volatile @Nullable CountDownLatch frozen;

	private volatile boolean closed;

	/**
	 * Sets what a context is part of and what not.
	 * @param contextKey the key, which is hashed
	 * @param included references
	 * @param excluded references
	 */
	public void set(String contextKey, Set<String> included, Set<String> excluded) {
		setHashed(ContextHash.of(contextKey), included, excluded);
	}

	void setHashed(String contextHash, Set<String> included, Set<String> excluded) {
		this.memberships.put(contextHash, BigSegmentMembership.of(included, excluded));
	}

	/**
	 * Sets when the data was up to date.
	 * @param lastUpToDate the time, or null for never
	 */
	public void setLastUpToDate(@Nullable Instant lastUpToDate) {
		this.lastUpToDate = lastUpToDate;
	}

	/**
	 * Makes every call fail, or none.
	 * @param failure what to throw, or null
	 */
	public void fail(@Nullable RuntimeException failure) {
		failMetadata(failure);
		failMembership(failure);
	}

	/**
	 * Makes questions for metadata fail, or not.
	 * @param failure what to throw, or null
	 */
	public void failMetadata(@Nullable RuntimeException failure) {
		this.metadataFailure = failure;
	}

	/**
	 * Makes questions for memberships fail, or not.
	 * @param failure what to throw, or null
	 */
	public void failMembership(@Nullable RuntimeException failure) {
		this.membershipFailure = failure;
	}

	/**
	 * Makes every call wait from now on.
	 * @return lets them go on when it is counted down
	 */
	public CountDownLatch freeze() {
		CountDownLatch latch = new CountDownLatch(1);
		this.frozen = latch;
		return latch;
	}

	/**
	 * Returns whose memberships were asked for.
	 * @return the hashes, in order
	 */
	public List<String> askedHashes() {
		return this.askedHashes;
	}

	/**
	 * Returns how often the metadata was asked for.
	 * @return a number that never falls
	 */
	public int metadataCalls() {
		return this.metadataCalls.get();
	}

	/**
	 * Returns whether the store was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public @Nullable BigSegmentMembership getMembership(String contextHash) {
		this.askedHashes.add(contextHash);
		answer(this.membershipFailure);
		return this.memberships.get(contextHash);
	}

	@Override
	public BigSegmentStoreMetadata getMetadata() {
		this.metadataCalls.incrementAndGet();
		answer(this.metadataFailure);
		return new BigSegmentStoreMetadata(this.lastUpToDate);
	}

	private void answer(@Nullable RuntimeException failure) {
		CountDownLatch latch = this.frozen;
		if (latch != null) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("interrupted", ex);
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
