/**
 * Who or what a flag is evaluated for. Application authors build an
 * {@link dev.pennon.context.EvaluationContext} and hand it to the client.
 */
@NullMarked
package dev.pennon.context;

import org.jspecify.annotations.NullMarked;
