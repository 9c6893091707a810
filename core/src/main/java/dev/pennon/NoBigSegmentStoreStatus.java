package dev.pennon;

import java.util.function.Consumer;

import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;

/**
 * The status of a big segment store that is not configured: it never changes.
 */
final class NoBigSegmentStoreStatus implements BigSegmentStoreStatusProvider {

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	@Override
	public BigSegmentStoreStatus getStatus() {
		return UNAVAILABLE;
	}

	@Override
	public void addListener(Consumer<BigSegmentStoreStatus> listener) {
	}

	@Override
	public void removeListener(Consumer<BigSegmentStoreStatus> listener) {
	}

}
