package dev.pennon.model;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.collection.KeySet;
import org.jspecify.annotations.Nullable;

/**
 * Contexts of one kind that a segment includes or excludes by key.
 *
 * @param contextKind the kind
 * @param keys the keys of the contexts
 * @param next the one that is checked next, or null for none
 */
public record SegmentTarget(ContextKind contextKind, KeySet keys, @Nullable SegmentTarget next) {

}
