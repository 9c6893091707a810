/**
 * Segments too big for memory: their store, and whether it is available and up to date.
 * Plug-in authors implement {@link dev.pennon.bigsegment.BigSegmentStore}; application
 * authors read {@link dev.pennon.bigsegment.BigSegmentStoreStatusProvider}.
 */
@NullMarked
package dev.pennon.bigsegment;

import org.jspecify.annotations.NullMarked;
