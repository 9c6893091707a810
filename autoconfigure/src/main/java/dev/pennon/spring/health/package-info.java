/**
 * Health indicators of Pennon's parts. For whoever puts together an application's health
 * by hand; the auto-configuration makes the composite {@code pennon} of them.
 */
@NullMarked
package dev.pennon.spring.health;

import org.jspecify.annotations.NullMarked;
