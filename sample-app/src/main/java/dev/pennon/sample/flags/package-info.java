/**
 * The page that shows every flag, its value for the current shopper, and why.
 */
@NullMarked
package dev.pennon.sample.flags;

import org.jspecify.annotations.NullMarked;
