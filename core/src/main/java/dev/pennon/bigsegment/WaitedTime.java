package dev.pennon.bigsegment;

/**
 * How long one evaluation has waited for a {@link BigSegmentStore} so far. Used again for
 * the next one, so that evaluations need not allocate it. For one thread.
 */
public final class WaitedTime {

	private long nanos;

	/**
	 * Begins another evaluation, which has not waited yet.
	 */
	public void clear() {
		this.nanos = 0;
	}

	void add(long waited) {
		this.nanos += waited;
	}

	long nanos() {
		return this.nanos;
	}

}
