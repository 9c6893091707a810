package dev.pennon.sample.shop;

/**
 * The line above the products.
 *
 * @param text what it says
 * @param tone how it looks: calm or warm
 */
public record Banner(String text, String tone) {

	static final Banner DEFAULT = new Banner("Roasted on Tuesdays, shipped on Wednesdays", "calm");

}
