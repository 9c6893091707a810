package dev.pennon.internal.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

class ListenersTests {

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final Listeners<String> listeners = new Listeners<>(this.dispatcher);

	private final List<String> heard = new ArrayList<>();

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void dispatchWithoutListenersHasNoEffect() {
		assertThat(this.listeners.isEmpty()).isTrue();
		this.listeners.dispatch("event");
		assertThat(heard()).isEmpty();
	}

	@Test
	void listenersAreCalledInTheOrderOfTheirAdding() {
		this.listeners.add((event) -> this.heard.add("first " + event));
		this.listeners.add((event) -> this.heard.add("second " + event));
		this.listeners.dispatch("a");
		this.listeners.dispatchAll(List.of("b", "c"));
		assertThat(heard()).containsExactly("first a", "second a", "first b", "second b", "first c", "second c");
	}

	@Test
	void listenerThatIsAddedTwiceIsCalledTwice() {
		Consumer<String> listener = this.heard::add;
		this.listeners.add(listener);
		this.listeners.add(listener);
		this.listeners.dispatch("a");
		this.listeners.remove(listener);
		this.listeners.dispatch("b");
		assertThat(heard()).containsExactly("a", "a", "b");
	}

	@Test
	void removedListenerIsNotCalled() {
		Consumer<String> listener = this.heard::add;
		this.listeners.add(listener);
		assertThat(this.listeners.isEmpty()).isFalse();
		this.listeners.remove(listener);
		assertThat(this.listeners.isEmpty()).isTrue();
		this.listeners.dispatch("a");
		assertThat(heard()).isEmpty();
	}

	@Test
	void removingAnUnknownListenerHasNoEffect() {
		this.listeners.add(this.heard::add);
		assertThatCode(() -> this.listeners.remove((event) -> {
		})).doesNotThrowAnyException();
		this.listeners.dispatch("a");
		assertThat(heard()).containsExactly("a");
	}

	@Test
	void whatAListenerThrowsHarmsNobody() {
		this.listeners.add((event) -> {
			throw new IllegalStateException("on purpose");
		});
		this.listeners.add((event) -> {
			throw new AssertionError("on purpose");
		});
		this.listeners.add((event) -> {
			throw sneaky(new Exception("on purpose"));
		});
		this.listeners.add(this.heard::add);
		this.listeners.dispatchAll(List.of("a", "b"));
		this.listeners.dispatch("c");
		assertThat(heard()).containsExactly("a", "b", "c");
	}

	@Test
	void listenerHearsNothingFromBeforeItWasAdded() {
		this.listeners.add((event) -> {
			if (event.equals("a")) {
				this.listeners.add(this.heard::add);
				this.listeners.dispatch("c");
			}
		});
		this.listeners.dispatchAll(List.of("a", "b"));
		assertThat(heard()).containsExactly("c");
	}

	/** Waits until everything has been delivered, even what listeners dispatch. */
	private List<String> heard() {
		for (int i = 0; i < 2; i++) {
			List<String> end = new ArrayList<>();
			this.dispatcher.dispatch(1, () -> {
				synchronized (end) {
					end.add("end");
				}
			});
			await().until(() -> {
				synchronized (end) {
					return !end.isEmpty();
				}
			});
		}
		return this.heard;
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> RuntimeException sneaky(Exception ex) throws E {
		throw (E) ex;
	}

}
