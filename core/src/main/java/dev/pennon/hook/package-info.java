/**
 * Code of the application's that runs around evaluations and after events. For
 * application authors and authors of plug-ins.
 */
@NullMarked
package dev.pennon.hook;

import org.jspecify.annotations.NullMarked;
