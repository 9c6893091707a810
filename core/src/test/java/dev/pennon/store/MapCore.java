package dev.pennon.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A database in memory, which fails when a test says so and counts what it is asked.
 */
class MapCore implements HealableFeatureStoreCore {

	final Map<String, Map<String, byte[]>> data = new ConcurrentHashMap<>();

	final AtomicInteger reads = new AtomicInteger();

	final AtomicInteger initializedQuestions = new AtomicInteger();

	final AtomicInteger inits = new AtomicInteger();

	final AtomicInteger merges = new AtomicInteger();

	/** How many items each merge brought. */
	final List<Integer> mergeSizes = new CopyOnWriteArrayList<>();

	volatile boolean initialized;

	volatile boolean available = true;

	volatile boolean claimed;

	volatile boolean closed;

	private volatile @Nullable Supplier<RuntimeException> readFailure;

	private volatile @Nullable Supplier<RuntimeException> writeFailure;

	/** Makes every question fail, as without a connection. */
	void breakDown() {
		this.available = false;
		failReads(() -> new IllegalStateException("no connection"));
		failWrites(() -> new IllegalStateException("no connection"));
	}

	void repair() {
		this.readFailure = null;
		this.writeFailure = null;
		this.available = true;
	}

	void failReads(Supplier<RuntimeException> failure) {
		this.readFailure = failure;
	}

	void failWrites(Supplier<RuntimeException> failure) {
		this.writeFailure = failure;
	}

	/** Puts an item as another process does, whatever is there. */
	void force(VersionedDataKind<TestItem> kind, TestItem item) {
		collection(kind).put(item.key(), kind.encode(item));
	}

	void forceText(TestKind kind, String key, String text) {
		collection(kind).put(key, text.getBytes(StandardCharsets.UTF_8));
	}

	void remove(TestKind kind, String key) {
		collection(kind).remove(key);
	}

	void wipe() {
		this.data.clear();
		this.initialized = false;
	}

	@Nullable TestItem item(TestKind kind, String key) {
		byte[] json = collection(kind).get(key);
		return (json != null) ? kind.decode(key, json) : null;
	}

	private Map<String, byte[]> collection(VersionedDataKind<?> kind) {
		return this.data.computeIfAbsent(kind.namespace(), (ignored) -> new ConcurrentHashMap<>());
	}

	private static void fail(@Nullable Supplier<RuntimeException> failure) {
		if (failure != null) {
			throw failure.get();
		}
	}

	@Override
	public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
		fail(this.writeFailure);
		this.inits.incrementAndGet();
		allData.forEach((kind, items) -> {
			Map<String, byte[]> collection = new ConcurrentHashMap<>();
			items.forEach((key, item) -> collection.put(key, item.json()));
			this.data.put(kind.namespace(), collection);
		});
		this.initialized = true;
	}

	@Override
	public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
		fail(this.readFailure);
		this.reads.incrementAndGet();
		byte[] json = collection(kind).get(key);
		return (json != null) ? SerializedItem.ofJson(key, json) : null;
	}

	@Override
	public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
		fail(this.readFailure);
		this.reads.incrementAndGet();
		Map<String, SerializedItem> items = new HashMap<>();
		collection(kind).forEach((key, json) -> items.put(key, SerializedItem.ofJson(key, json)));
		return items;
	}

	@Override
	public synchronized SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
		fail(this.writeFailure);
		byte[] present = collection(kind).get(item.key());
		if (present != null && version(kind, item.key(), present) >= item.version()) {
			return SerializedItem.ofJson(item.key(), present);
		}
		collection(kind).put(item.key(), item.json());
		return item;
	}

	private static long version(VersionedDataKind<?> kind, String key, byte[] json) {
		try {
			return kind.decode(key, json).version();
		}
		catch (InvalidItemException ex) {
			return -1;
		}
	}

	@Override
	public boolean initializedInternal() {
		fail(this.readFailure);
		this.initializedQuestions.incrementAndGet();
		return this.initialized;
	}

	@Override
	public boolean isAvailable() {
		return this.available;
	}

	@Override
	public void mergeInternal(Map<VersionedDataKind<?>, List<SerializedItem>> items) {
		fail(this.writeFailure);
		this.merges.incrementAndGet();
		this.mergeSizes.add(items.values().stream().mapToInt(List::size).sum());
		items.forEach((kind, list) -> list.forEach((item) -> upsertInternal(kind, item)));
	}

	@Override
	public void markInitializedInternal() {
		fail(this.writeFailure);
		this.initialized = true;
	}

	@Override
	public boolean holdsInternal(Map<VersionedDataKind<?>, Expectation> expected) {
		fail(this.readFailure);
		return this.initialized && expected.entrySet().stream().allMatch((entry) -> {
			Map<String, byte[]> collection = collection(entry.getKey());
			return collection.size() >= entry.getValue().count()
					&& entry.getValue().versions().entrySet().stream().allMatch((version) -> {
						byte[] json = collection.get(version.getKey());
						return json != null && version(entry.getKey(), version.getKey(), json) >= version.getValue();
					});
		});
	}

	@Override
	public boolean tryBeginHealing(Duration limit) {
		Objects.requireNonNull(limit);
		boolean free = !this.claimed;
		this.claimed = true;
		return free;
	}

	@Override
	public void endHealing() {
		this.claimed = false;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
