/**
 * Who is looking at the shop.
 */
@NullMarked
package dev.pennon.sample.shopper;

import org.jspecify.annotations.NullMarked;
