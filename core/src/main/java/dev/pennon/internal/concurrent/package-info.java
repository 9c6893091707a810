/**
 * Threads and time. Not for use outside Pennon.
 */
@NullMarked
package dev.pennon.internal.concurrent;

import org.jspecify.annotations.NullMarked;
