package dev.pennon.model;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.collection.KeySet;

/**
 * Contexts of one kind that a segment includes or excludes by key.
 *
 * @param contextKind the kind
 * @param keys the keys of the contexts
 */
public record SegmentTarget(ContextKind contextKind, KeySet keys) {

}
