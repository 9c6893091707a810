package dev.pennon.contract;

import java.time.Instant;
import java.util.Map;

import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A big segment store whose answers come from the harness.
 */
final class CallbackBigSegmentStore implements BigSegmentStore {

	private final String uri;

	private final Callbacks callbacks;

	CallbackBigSegmentStore(String uri, Callbacks callbacks) {
		this.uri = uri;
		this.callbacks = callbacks;
	}

	@Override
	public @Nullable BigSegmentMembership getMembership(String contextHash) {
		Map<String, @Nullable Boolean> values = this.callbacks
			.ask(this.uri + "/getMembership", new MembershipQuery(contextHash), MembershipAnswer.class)
			.values();
		return (values != null) ? values::get : null;
	}

	@Override
	public BigSegmentStoreMetadata getMetadata() {
		Long time = this.callbacks.ask(this.uri + "/getMetadata", Map.of(), MetadataAnswer.class).lastUpToDate();
		return new BigSegmentStoreMetadata((time != null) ? Instant.ofEpochMilli(time) : null);
	}

	@Override
	public void close() {
	}

	record MembershipQuery(String contextHash) {
	}

	record MembershipAnswer(@Nullable Map<String, @Nullable Boolean> values) {
	}

	record MetadataAnswer(@Nullable Long lastUpToDate) {
	}

}
