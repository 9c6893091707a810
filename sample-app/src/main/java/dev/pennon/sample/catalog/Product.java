package dev.pennon.sample.catalog;

import java.math.BigDecimal;

/**
 * A coffee.
 *
 * @param id the short name in links
 * @param name the name on the bag
 * @param origin where it grows
 * @param notes what it tastes of
 * @param roast how dark it is, from 1 to 5
 * @param price the price of 250 g in euros
 * @param color the color of the bag, for CSS
 */
public record Product(String id, String name, String origin, String notes, int roast, BigDecimal price, String color) {
}
