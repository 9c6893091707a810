package dev.pennon.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.internal.concurrent.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the wrapper notices of other processes that write.
 */
class StoreWatchTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	@RegisterExtension
	final CapturedLog log = new CapturedLog(StoreWatch.class);

	private final ManualTime time = new ManualTime();

	private final AwareCore core = new AwareCore();

	private final Listener listener = new Listener();

	private CachingStoreWrapper store;

	private void watch(FeatureStoreCore watched, CacheMode mode, boolean notifications) {
		this.store = CachingStoreWrapper.builder(watched)
			.cache(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null))
			.healing(HealingConfig.off())
			.notifications(notifications)
			.time(this.time, this.time, this.time)
			.build();
		this.store.startWatching(List.of(THINGS), this.listener);
		this.time.advance(Duration.ZERO);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void listenerIsToldAtFirstAndAfterEachChange() {
		watch(this.core, CacheMode.TTL, false);
		assertThat(this.listener.calls).hasValue(1);
		this.time.advance(TTL);
		assertThat(this.listener.calls).hasValue(1);
		this.core.changed = true;
		this.time.advance(TTL.minus(StoreWatch.TICK));
		assertThat(this.listener.calls).hasValue(1);
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(2);
		assertThat(this.core.questions).hasValue(3);
	}

	@ParameterizedTest
	@EnumSource
	void notificationsTellWithinATick(CacheMode mode) {
		watch(this.core, mode, true);
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).containsValue(V1);
		this.core.force(THINGS, V2);
		this.core.changed = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(2);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.all(THINGS)).containsValue(V2);
	}

	@Test
	void nobodyAsksWhileNobodyWantsToKnow() {
		this.listener.wanted = false;
		watch(this.core, CacheMode.TTL, false);
		this.time.advance(TTL.multipliedBy(2));
		assertThat(this.core.questions).hasValue(0);
		this.listener.wanted = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(1);
	}

	@Test
	void notificationsLetTheCacheExpireAlthoughNobodyListens() {
		this.listener.wanted = false;
		watch(this.core, CacheMode.TTL, true);
		this.core.force(THINGS, V1);
		this.store.get(THINGS, "foo");
		this.core.force(THINGS, V2);
		this.time.advance(StoreWatch.TICK);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.changed = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.listener.calls).hasValue(0);
	}

	@Test
	void listenerThatComesBackIsToldAgain() {
		watch(this.core, CacheMode.TTL, false);
		this.listener.wanted = false;
		this.time.advance(StoreWatch.TICK);
		this.listener.wanted = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(2);
	}

	@Test
	void nothingKeepsTheLock() {
		watch(this.core, CacheMode.OFF, false);
		this.store.stopWatching();
		OtherThread.run(() -> this.store.startWatching(List.of(THINGS), this.listener));
		assertThat(this.time.waitingTasks()).isEqualTo(1);
	}

	@Test
	void infiniteCacheIsNotWatchedWithoutNotifications() {
		watch(this.core, CacheMode.INFINITE, false);
		assertThat(this.time.waitingTasks()).isZero();
		assertThat(this.listener.calls).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void storeThatCannotTellIsReadEachTime(boolean notifications) {
		watch(new MapCore(), CacheMode.TTL, notifications);
		this.time.advance(TTL.minus(StoreWatch.TICK));
		assertThat(this.listener.calls).hasValue(1);
		this.time.advance(StoreWatch.TICK.plus(TTL));
		assertThat(this.listener.calls).hasValue(3);
		assertThat(this.log.messages(notifications ? Level.WARN : Level.INFO)).singleElement()
			.asString()
			.contains("does not tell of changes")
			.contains("PT30S")
			.contains("this kind of store cannot");
	}

	@Test
	void infiniteCacheOfAStoreThatCannotTellStaysAsItIs() {
		MapCore unaware = new MapCore();
		watch(unaware, CacheMode.INFINITE, true);
		unaware.force(THINGS, V1);
		this.store.get(THINGS, "foo");
		unaware.force(THINGS, V2);
		this.time.advance(TTL.multipliedBy(3));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.listener.calls).hasValue(1);
	}

	@Test
	void databaseThatCannotTellForAWhileIsReadMeanwhile() {
		watch(this.core, CacheMode.TTL, true);
		this.core.failure = () -> new IllegalStateException("NOPERM");
		this.time.advance(TTL);
		assertThat(this.listener.calls).hasValue(2);
		assertThat(this.store.state().reachable()).isTrue();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains("NOPERM");
		this.core.failure = null;
		this.core.changed = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(3);
	}

	@Test
	void listenerThatCouldNotReadIsToldAgainAfterItsTime() {
		this.listener.failure = () -> new IllegalStateException("WRONGTYPE");
		watch(this.core, CacheMode.TTL, true);
		this.time.advance(TTL.minus(StoreWatch.TICK));
		assertThat(this.listener.calls).hasValue(1);
		this.listener.failure = null;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(2);
		this.time.advance(TTL);
		assertThat(this.listener.calls).hasValue(2);
	}

	@Test
	void changeDuringAnOutageIsToldWhenTheDatabaseIsBack() {
		watch(this.core, CacheMode.TTL, false);
		this.listener.failure = () -> {
			this.core.breakDown();
			return readFailure();
		};
		this.core.changed = true;
		this.time.advance(TTL);
		assertThat(this.store.state().reachable()).isFalse();
		int calls = this.listener.calls.get();
		this.time.advance(TTL);
		assertThat(this.listener.calls).hasValue(calls);
		this.listener.failure = null;
		this.core.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL.plus(StoreWatch.TICK));
		assertThat(this.listener.calls).hasValue(calls + 1);
	}

	private RuntimeException readFailure() {
		try {
			return new IllegalStateException("answered " + this.store.all(THINGS));
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	@Test
	void watchEndsWhenItIsStopped() {
		watch(this.core, CacheMode.OFF, true);
		this.store.stopWatching();
		this.store.stopWatching();
		this.core.changed = true;
		this.time.advance(TTL);
		assertThat(this.listener.calls).hasValue(1);
		assertThat(this.time.waitingTasks()).isZero();
	}

	@Test
	void secondWatchReplacesTheFirst() {
		watch(this.core, CacheMode.OFF, true);
		Listener second = new Listener();
		this.store.startWatching(List.of(THINGS), second);
		this.core.changed = true;
		this.time.advance(StoreWatch.TICK);
		assertThat(this.listener.calls).hasValue(1);
		assertThat(second.calls).hasPositiveValue();
		assertThat(this.time.waitingTasks()).isEqualTo(1);
	}

	/** A database that tells whether it was written to. */
	private static final class AwareCore extends MapCore implements ChangeAwareFeatureStoreCore {

		private final AtomicInteger questions = new AtomicInteger();

		private volatile boolean changed = true;

		private volatile @Nullable Supplier<RuntimeException> failure;

		@Override
		public boolean hasChangedInternal(Collection<? extends VersionedDataKind<?>> kinds) {
			assertThat(kinds).hasSize(1);
			Supplier<RuntimeException> thrown = this.failure;
			if (thrown != null) {
				throw thrown.get();
			}
			this.questions.incrementAndGet();
			boolean answer = this.changed;
			this.changed = false;
			return answer;
		}

	}

	private static final class Listener implements StoreChangeListener {

		private final AtomicInteger calls = new AtomicInteger();

		private volatile boolean wanted = true;

		private volatile @Nullable Supplier<RuntimeException> failure;

		@Override
		public boolean isWanted() {
			return this.wanted;
		}

		@Override
		public void storeChanged() {
			this.calls.incrementAndGet();
			Supplier<RuntimeException> thrown = this.failure;
			if (thrown != null) {
				throw thrown.get();
			}
		}

	}

}
