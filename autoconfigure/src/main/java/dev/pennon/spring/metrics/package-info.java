/**
 * What Pennon measures, for Micrometer. For the auto-configuration, and for applications
 * that put a client together themselves.
 */
@NullMarked
package dev.pennon.spring.metrics;

import org.jspecify.annotations.NullMarked;
