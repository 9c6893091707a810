package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait until something has become true that others make true. Whatever a
 * thread did before {@link #signal} is seen by the conditions that are evaluated
 * afterwards: the lock carries it.
 */
public final class ChangeSignal {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private long changes;

	/**
	 * Makes all that wait look again.
	 */
	public void signal() {
		this.lock.lock();
		try {
			this.changes++;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a condition holds. It is evaluated at once and after each signal, on
	 * the calling thread and without a lock.
	 * @param condition what to wait for
	 * @param timeout how long to wait at most; zero or less evaluates the condition once
	 * @return whether the condition holds
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public boolean awaitUntil(BooleanSupplier condition, Duration timeout) throws InterruptedException {
		long remaining = TimeUnit.NANOSECONDS.convert(timeout);
		while (true) {
			long seen = changes();
			if (condition.getAsBoolean()) {
				return true;
			}
			remaining = awaitChange(seen, remaining);
			if (remaining <= 0) {
				return condition.getAsBoolean();
			}
		}
	}

	private long changes() {
		this.lock.lock();
		try {
			return this.changes;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long awaitChange(long seen, long nanos) throws InterruptedException {
		long remaining = nanos;
		this.lock.lockInterruptibly();
		try {
			while (this.changes == seen && remaining > 0) {
				remaining = this.changed.awaitNanos(remaining);
			}
			return remaining;
		}
		finally {
			this.lock.unlock();
		}
	}

}
