package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.pennon.internal.concurrent.ManualTime;
import org.jspecify.annotations.Nullable;

/**
 * A store that takes its time for the contexts that a test names, and knows of nobody's
 * membership.
 */
public final class SlowBigSegmentStore implements BigSegmentStore {

	private final ManualTime time;

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final Map<String, String> keys = new ConcurrentHashMap<>();

	private final Map<String, Duration> delays = new ConcurrentHashMap<>();

	private final Set<String> blocked = ConcurrentHashMap.newKeySet();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile Duration metadataDelay = Duration.ZERO;

	private volatile Thread lastThread = Thread.currentThread();

	/**
	 * Creates a store that answers at once.
	 * @param time what answers take, and the time of the last synchronization
	 */
	public SlowBigSegmentStore(ManualTime time) {
		this.time = time;
	}

	/**
	 * Makes an answer take some time.
	 * @param contextKey whom the question is about
	 * @param delay how far time moves meanwhile
	 */
	public void slow(String contextKey, Duration delay) {
		this.keys.put(ContextHash.of(contextKey), contextKey);
		this.delays.put(contextKey, delay);
	}

	/**
	 * Makes the metadata take some time.
	 * @param delay how far time moves meanwhile
	 */
	public void slowMetadata(Duration delay) {
		this.metadataDelay = delay;
	}

	/**
	 * Makes an answer wait for {@link #release()}.
	 * @param contextKey whom the question is about
	 */
	public void block(String contextKey) {
		this.keys.put(ContextHash.of(contextKey), contextKey);
		this.blocked.add(contextKey);
	}

	/**
	 * Lets all answers go on.
	 */
	public void release() {
		this.released.countDown();
	}

	/**
	 * Returns whom questions were about.
	 * @return the keys as far as a test has named them, else hashes
	 */
	public List<String> asked() {
		return this.asked;
	}

	/**
	 * Returns who asked.
	 * @return the thread of the last question
	 */
	public Thread lastThread() {
		return this.lastThread;
	}

	@Override
	public @Nullable BigSegmentMembership getMembership(String contextHash) {
		String key = this.keys.getOrDefault(contextHash, contextHash);
		this.asked.add(key);
		this.lastThread = Thread.currentThread();
		this.time.advance(this.delays.getOrDefault(key, Duration.ZERO));
		if (this.blocked.contains(key)) {
			awaitRelease();
		}
		return null;
	}

	private void awaitRelease() {
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("closed", ex);
		}
	}

	@Override
	public BigSegmentStoreMetadata getMetadata() {
		this.time.advance(this.metadataDelay);
		return new BigSegmentStoreMetadata(this.time.instant());
	}

	@Override
	public void close() {
		release();
	}

}
