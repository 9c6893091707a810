/**
 * Where flags and segments are kept. Plug-in authors implement
 * {@link dev.pennon.store.FeatureStore} or {@link dev.pennon.store.FeatureStoreCore};
 * application authors read the store's status. Nothing here knows what a flag is: items
 * have a key, a version and a deleted mark.
 */
@NullMarked
package dev.pennon.store;

import org.jspecify.annotations.NullMarked;
