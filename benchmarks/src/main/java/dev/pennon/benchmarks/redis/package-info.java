/**
 * Flags and big segments in Redis: Pennon, and the LaunchDarkly Java SDK 5 with its Redis
 * store in a class loader of its own, on the same server. For Pennon's own developers.
 */
@NullMarked
package dev.pennon.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
