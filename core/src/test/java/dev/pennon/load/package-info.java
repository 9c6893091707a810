/**
 * Measures what a large flag file costs. By property, not in the normal build.
 */
@NullMarked
package dev.pennon.load;

import org.jspecify.annotations.NullMarked;
