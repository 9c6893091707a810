/**
 * What an application touches: {@link dev.pennon.FlagClient}, its builder, and what the
 * client hands out. For application authors.
 */
@NullMarked
package dev.pennon;

import org.jspecify.annotations.NullMarked;
