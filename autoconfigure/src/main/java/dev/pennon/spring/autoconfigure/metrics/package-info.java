/**
 * Auto-configuration of metrics. Nobody needs to read it but to exclude it.
 */
@NullMarked
package dev.pennon.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
