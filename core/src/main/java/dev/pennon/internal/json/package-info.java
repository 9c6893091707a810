/**
 * JSON as the core reads, writes and compares it. Not for use outside Pennon.
 */
@NullMarked
package dev.pennon.internal.json;

import org.jspecify.annotations.NullMarked;
