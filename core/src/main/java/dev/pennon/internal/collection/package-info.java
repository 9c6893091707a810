/**
 * Collections that the Java library lacks. Not for use outside Pennon.
 */
@NullMarked
package dev.pennon.internal.collection;

import org.jspecify.annotations.NullMarked;
