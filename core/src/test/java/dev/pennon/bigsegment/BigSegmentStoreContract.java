package dev.pennon.bigsegment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What every {@link BigSegmentStore} must do, whatever database it reads.
 */
public abstract class BigSegmentStoreContract {

	private static final String HASH = ContextHash.of("user-key");

	private final List<BigSegmentStore> stores = new ArrayList<>();

	private BigSegmentStore store;

	/**
	 * Empties the database and connects to it.
	 * @return a new store, which this class closes
	 */
	protected abstract BigSegmentStore createStore();

	/**
	 * Connects to data beside that of the other, such as under another prefix.
	 * @return a new store, which this class closes, or null if there is no such thing
	 */
	protected abstract @Nullable BigSegmentStore createIndependentStore();

	/**
	 * Writes when the data was up to date.
	 * @param lastUpToDate a time of whole milliseconds
	 */
	protected abstract void writeMetadata(Instant lastUpToDate);

	/**
	 * Writes what a context is part of, as the process does that fills the database.
	 * @param contextHash the hash of the context's key
	 * @param included references
	 * @param excluded references
	 */
	protected abstract void writeMembership(String contextHash, Set<String> included, Set<String> excluded);

	@BeforeEach
	void open() {
		this.store = closing(createStore());
	}

	@AfterEach
	void closeAll() {
		this.stores.forEach(BigSegmentStore::close);
	}

	private BigSegmentStore closing(BigSegmentStore store) {
		this.stores.add(store);
		return store;
	}

	private @Nullable Boolean check(String reference) {
		return check(this.store, reference);
	}

	private static @Nullable Boolean check(BigSegmentStore store, String reference) {
		BigSegmentMembership membership = store.getMembership(HASH);
		return (membership != null) ? membership.checkMembership(reference) : null;
	}

	@Test
	void metadataSaysWhenTheDataWasUpToDate() {
		Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
		writeMetadata(time);
		assertThat(this.store.getMetadata().lastUpToDate()).isEqualTo(time);
	}

	@Test
	void metadataThatWasNeverWrittenIsWithoutTime() {
		assertThat(this.store.getMetadata().lastUpToDate()).isNull();
	}

	@Test
	void unknownContextIsPartOfNothing() {
		assertThat(check("segment1.g1")).isNull();
	}

	@Test
	void includedContextIsPartOfTheSegments() {
		writeMembership(HASH, Set.of("segment1.g1", "segment2.g1"), Set.of());
		assertThat(check("segment1.g1")).isTrue();
		assertThat(check("segment2.g1")).isTrue();
		assertThat(check("segment1.g2")).isNull();
	}

	@Test
	void excludedContextIsNotPartOfTheSegments() {
		writeMembership(HASH, Set.of(), Set.of("segment1.g1", "segment2.g1"));
		assertThat(check("segment1.g1")).isFalse();
		assertThat(check("segment2.g1")).isFalse();
		assertThat(check("segment3.g1")).isNull();
	}

	@Test
	void includesBeatExcludes() {
		writeMembership(HASH, Set.of("segment1.g1", "segment2.g1"), Set.of("segment2.g1", "segment3.g1"));
		assertThat(check("segment1.g1")).isTrue();
		assertThat(check("segment2.g1")).isTrue();
		assertThat(check("segment3.g1")).isFalse();
	}

	@Test
	void membershipIsOfOneContextOnly() {
		writeMembership(ContextHash.of("other-key"), Set.of("segment1.g1"), Set.of());
		assertThat(check("segment1.g1")).isNull();
	}

	@Test
	void membershipIsNotCached() {
		writeMembership(HASH, Set.of("segment1.g1"), Set.of());
		assertThat(check("segment2.g1")).isNull();
		writeMembership(HASH, Set.of("segment2.g1"), Set.of());
		assertThat(check("segment2.g1")).isTrue();
	}

	@Test
	void independentStoreSeesNothing() {
		BigSegmentStore independent = createIndependentStore();
		if (independent != null) {
			closing(independent);
			writeMetadata(Instant.ofEpochMilli(1));
			writeMembership(HASH, Set.of("segment1.g1"), Set.of());
			assertThat(independent.getMetadata().lastUpToDate()).isNull();
			assertThat(check(independent, "segment1.g1")).isNull();
		}
	}

	@Test
	void storeCanBeClosedTwice() {
		this.store.close();
		assertThatNoException().isThrownBy(this.store::close);
	}

}
