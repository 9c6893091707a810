/**
 * What Pennon publishes as Spring application events. For application authors.
 */
@NullMarked
package dev.pennon.spring.event;

import org.jspecify.annotations.NullMarked;
