/**
 * The evaluation of flags: which variation a context gets, and why. Not for use outside
 * Pennon.
 */
@NullMarked
package dev.pennon.internal.evaluator;

import org.jspecify.annotations.NullMarked;
