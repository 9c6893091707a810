/**
 * The shop's front page, and what flags make of it.
 */
@NullMarked
package dev.pennon.sample.shop;

import org.jspecify.annotations.NullMarked;
