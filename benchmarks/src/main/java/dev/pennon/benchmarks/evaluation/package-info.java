/**
 * The rows in which one flag is evaluated for one context, by every peer that can express
 * the flag.
 */
@NullMarked
package dev.pennon.benchmarks.evaluation;

import org.jspecify.annotations.NullMarked;
