package dev.pennon.store;

import java.util.Collection;

/**
 * A core whose database tells at little cost whether somebody has written to it. Without
 * it, a {@link CachingStoreWrapper} has to read everything to find that out.
 */
public interface ChangeAwareFeatureStoreCore extends FeatureStoreCore {

	/**
	 * Asks whether items may have been written since this was last asked. Does not read
	 * them. Called by one thread at a time.
	 * @param kinds the kinds of the items, the same ones each time
	 * @return false only if none was; true when this is asked for the first time, and
	 * when it is not known what has happened since, as after a lost connection
	 * @throws RuntimeException if the database cannot tell; the message says what would
	 * have to be changed for that, if that is known
	 */
	boolean hasChangedInternal(Collection<? extends VersionedDataKind<?>> kinds);

}
