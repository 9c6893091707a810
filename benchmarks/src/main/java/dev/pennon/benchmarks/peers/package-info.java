/**
 * How each peer is fed and asked.
 */
@NullMarked
package dev.pennon.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
