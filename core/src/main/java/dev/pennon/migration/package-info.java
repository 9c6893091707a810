/**
 * Moving from one system to another, steered by a flag: which of the two to read from and
 * write to, and what was seen on the way. For application authors.
 */
@NullMarked
package dev.pennon.migration;

import org.jspecify.annotations.NullMarked;
