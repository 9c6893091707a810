/**
 * Fills the big segment store of the shop from the command line.
 */
@NullMarked
package dev.pennon.sample.seed;

import org.jspecify.annotations.NullMarked;
