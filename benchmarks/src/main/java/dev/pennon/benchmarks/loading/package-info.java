/**
 * Flags on their way in: the start with a great many of them, and one patch.
 */
@NullMarked
package dev.pennon.benchmarks.loading;

import org.jspecify.annotations.NullMarked;
