/**
 * What an evaluation yields: a value, the variation it came from, and the reason. For
 * application authors.
 */
@NullMarked
package dev.pennon.evaluation;

import org.jspecify.annotations.NullMarked;
