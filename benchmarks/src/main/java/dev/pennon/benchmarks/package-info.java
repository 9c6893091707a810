/**
 * Pennon and its peers, side by side in one run. Start with {@code Benchmarks}; not for
 * use by applications.
 */
@NullMarked
package dev.pennon.benchmarks;

import org.jspecify.annotations.NullMarked;
