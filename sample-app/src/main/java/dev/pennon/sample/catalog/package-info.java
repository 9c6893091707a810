/**
 * What the shop sells.
 */
@NullMarked
package dev.pennon.sample.catalog;

import org.jspecify.annotations.NullMarked;
