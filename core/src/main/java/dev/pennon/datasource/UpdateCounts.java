package dev.pennon.datasource;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What has become of the updates that a data source delivered, since the client exists.
 *
 * @param applied full data sets and single updates that were stored
 * @param rejected single updates that came too late: the store already had that version
 * or a higher one
 * @param invalid errors of the kind {@link DataSourceErrorKind#INVALID_DATA} that the
 * source reported
 * @param storeFailures updates that the store could not take
 * @param lastApplied when an update was stored last; null if none was
 */
public record UpdateCounts(long applied, long rejected, long invalid, long storeFailures,
		@Nullable Instant lastApplied) {

	static final UpdateCounts NONE = new UpdateCounts(0, 0, 0, 0, null);

	UpdateCounts withApplied(Instant time) {
		return new UpdateCounts(this.applied + 1, this.rejected, this.invalid, this.storeFailures, time);
	}

	UpdateCounts withRejected() {
		return new UpdateCounts(this.applied, this.rejected + 1, this.invalid, this.storeFailures, this.lastApplied);
	}

	UpdateCounts withInvalid() {
		return new UpdateCounts(this.applied, this.rejected, this.invalid + 1, this.storeFailures, this.lastApplied);
	}

	UpdateCounts withStoreFailure() {
		return new UpdateCounts(this.applied, this.rejected, this.invalid, this.storeFailures + 1, this.lastApplied);
	}

}
