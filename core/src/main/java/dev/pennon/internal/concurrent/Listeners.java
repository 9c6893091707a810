package dev.pennon.internal.concurrent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who want to know about one kind of event. They are called on the thread of a
 * {@link ListenerDispatcher}, in the order in which they were added; what one throws is
 * logged and keeps no other from being called. One that is added twice is called twice.
 * <p>
 * Safe for use by any number of threads: the list is copied on each write.
 *
 * @param <T> the type of the events
 */
public final class Listeners<T> {

	private static final Logger logger = LoggerFactory.getLogger(Listeners.class);

	private final ListenerDispatcher dispatcher;

	private final CopyOnWriteArrayList<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Creates an empty list.
	 * @param dispatcher calls the listeners
	 */
	public Listeners(ListenerDispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	/**
	 * Adds a listener, for events that are dispatched from now on.
	 * @param listener given each event
	 */
	public void add(Consumer<? super T> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Removes a listener once, the first of several equal ones. Has no effect on one that
	 * was not added.
	 * @param listener the listener
	 */
	public void remove(Consumer<? super T> listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Returns whether nobody listens.
	 * @return whether dispatching would have no effect
	 */
	public boolean isEmpty() {
		return this.listeners.isEmpty();
	}

	/**
	 * Tells the present listeners about an event. Returns at once.
	 * @param event the event
	 */
	public void dispatch(T event) {
		dispatchAll(List.of(event));
	}

	/**
	 * Tells the present listeners about several events, one after the other: each
	 * listener learns of an event before any learns of the next. Returns at once.
	 * @param events the events, not modified afterwards
	 */
	public void dispatchAll(List<? extends T> events) {
		if (events.isEmpty() || this.listeners.isEmpty()) {
			return;
		}
		List<Consumer<? super T>> present = List.copyOf(this.listeners);
		this.dispatcher.dispatch(events.size(), () -> {
			for (T event : events) {
				for (Consumer<? super T> listener : present) {
					call(listener, event);
				}
			}
		});
	}

	// Code in other languages throws checked exceptions undeclared, hence Throwable
	private void call(Consumer<? super T> listener, T event) {
		try {
			listener.accept(event);
		}
		catch (Throwable ex) {
			logger.error("A listener failed on {}", event, ex);
		}
	}

}
