package dev.pennon.contract.wire;

/**
 * Whether two contexts are equal.
 *
 * @param equals whether they are
 */
public record ContextComparisonResponse(boolean equals) {
}
