/**
 * How a component describes itself in diagnostic events. For plug-in authors.
 */
@NullMarked
package dev.pennon.diagnostic;

import org.jspecify.annotations.NullMarked;
