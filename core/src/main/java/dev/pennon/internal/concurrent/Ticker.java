package dev.pennon.internal.concurrent;

/**
 * Measures durations. Never goes back, and says nothing about the time of day.
 */
@FunctionalInterface
public interface Ticker {

	/**
	 * Returns the nanoseconds since some fixed moment.
	 * @return a number to subtract another one from
	 */
	long nanos();

	/**
	 * Returns the ticker of the Java runtime.
	 * @return a ticker over {@link System#nanoTime()}
	 */
	static Ticker system() {
		return System::nanoTime;
	}

}
