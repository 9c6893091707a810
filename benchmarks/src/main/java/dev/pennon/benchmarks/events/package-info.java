/**
 * Evaluations that are reported: what they cost, and whether every one arrives.
 */
@NullMarked
package dev.pennon.benchmarks.events;

import org.jspecify.annotations.NullMarked;
