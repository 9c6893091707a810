package dev.pennon.datasource;

import dev.pennon.store.FullDataSet;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an {@link UpdateProcessor} receives: orders it, stores it, and tells
 * listeners. Safe for use by any number of threads; updates take effect one after the
 * other.
 */
public interface DataSourceUpdateSink {

	/**
	 * Replaces all data.
	 * @param allData every flag and segment
	 * @return whether the data was stored; false means that the store failed, which this
	 * sink has logged and recorded as {@link DataSourceErrorKind#STORE_ERROR}
	 */
	boolean init(FullDataSet allData);

	/**
	 * Puts an item in the place of one with a lower version.
	 * @param <T> the type of the item
	 * @param kind the kind of the item
	 * @param item the new item or tombstone
	 * @return whether the store could be asked, even if it already had this version or a
	 * higher one
	 */
	<T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item);

	/**
	 * Deletes an item with a lower version.
	 * @param <T> the type of the item
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @param version the version of the deletion
	 * @return whether the store could be asked
	 */
	default <T extends VersionedData> boolean delete(VersionedDataKind<T> kind, String key, long version) {
		return upsert(kind, kind.tombstone(key, version));
	}

	/**
	 * Records the state of the source. {@link DataSourceState#INTERRUPTED} does not
	 * replace {@link DataSourceState#INITIALIZING}: a source that has never worked is not
	 * interrupted. Without an error, the same state again changes nothing.
	 * @param state the new state
	 * @param error what went wrong, if something did; else the last error stays on record
	 */
	void updateStatus(DataSourceState state, @Nullable DataSourceErrorInfo error);

	/**
	 * Returns whether items must remember the JSON that they came from.
	 * @return whether the store needs it
	 * @see dev.pennon.store.FeatureStore#needsJson()
	 */
	default boolean needsJson() {
		return true;
	}

}
