package dev.pennon.event;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which contexts are remembered.
 */
class KnownContextsTests {

	private final KnownContexts contexts = new KnownContexts(2);

	@Test
	void contextIsNewOnce() {
		assertThat(this.contexts.add("a")).isTrue();
		assertThat(this.contexts.add("a")).isFalse();
		assertThat(this.contexts.add("b")).isTrue();
		assertThat(this.contexts.add("a")).isFalse();
	}

	@Test
	void unusedOneIsForgotten() {
		this.contexts.add("a");
		this.contexts.add("b");
		this.contexts.add("a");
		this.contexts.add("c");
		assertThat(this.contexts.add("a")).isFalse();
		assertThat(this.contexts.add("b")).isTrue();
	}

	@Test
	void oneInUseIsKeptWhileOthersComeAndGo() {
		this.contexts.add("in use");
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.contexts.add("visitor " + i)).isTrue();
			assertThat(this.contexts.add("in use")).isFalse();
		}
		assertThat(this.contexts.size()).isEqualTo(2);
	}

	@Test
	void newOneFindsRoomAlthoughAllAreInUse() {
		this.contexts.add("a");
		this.contexts.add("b");
		this.contexts.add("a");
		this.contexts.add("b");
		assertThat(this.contexts.add("c")).isTrue();
		assertThat(this.contexts.add("c")).isFalse();
		assertThat(this.contexts.size()).isEqualTo(2);
	}

	@Test
	void contextIsNewToOneOfManyThreads() throws Exception {
		KnownContexts shared = new KnownContexts(5_000);
		assertThat(countNewFromFourThreads(shared)).isEqualTo(5_000);
		assertThat(shared.size()).isEqualTo(5_000);
	}

	@Test
	void noMoreThanItsCapacityIsRememberedWhateverThreadsAdd() throws Exception {
		KnownContexts shared = new KnownContexts(100);
		assertThat(countNewFromFourThreads(shared)).isGreaterThanOrEqualTo(5_000);
		assertThat(shared.size()).isEqualTo(100);
	}

	private static int countNewFromFourThreads(KnownContexts shared) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			int sum = 0;
			List<Callable<Integer>> counts = Collections.nCopies(4, () -> countNew(shared));
			for (Future<Integer> count : threads.invokeAll(counts)) {
				sum += count.get();
			}
			return sum;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static int countNew(KnownContexts shared) {
		int count = 0;
		for (int i = 0; i < 5_000; i++) {
			count += shared.add("context " + i) ? 1 : 0;
		}
		return count;
	}

	@Test
	void clearForgetsAll() {
		this.contexts.add("a");
		this.contexts.clear();
		assertThat(this.contexts.size()).isZero();
		assertThat(this.contexts.add("a")).isTrue();
	}

}
