package dev.pennon.sample.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The shop's coffees.
 */
@Component
public class Catalog {

	private final List<Product> products = List.of(
			product("lighthouse", "Lighthouse Blend", "Brazil and Colombia", "Hazelnut, cocoa, brown sugar", 3, "11.50",
					"#c8553d"),
			product("first-light", "First Light", "Ethiopia, Yirgacheffe", "Bergamot, apricot, jasmine", 1, "14.20",
					"#e3a857"),
			product("kissa", "Kissa Blend", "Sumatra and Guatemala", "Cedar, dark cherry, molasses", 4, "12.80",
					"#3d5a6c"),
			product("night-ferry", "Night Ferry", "Peru, decaffeinated", "Caramel, fig, toasted almond", 3, "12.40",
					"#5b4b8a"),
			product("fog-horn", "Fog Horn Espresso", "India and Brazil", "Bitter chocolate, walnut, clove", 5, "10.90",
					"#2f2a26"),
			product("tide-pool", "Tide Pool", "Kenya, Nyeri", "Blackcurrant, grapefruit, honey", 2, "15.60",
					"#2a7f7a"));

	private static Product product(String id, String name, String origin, String notes, int roast, String price,
			String color) {
		return new Product(id, name, origin, notes, roast, new BigDecimal(price), color);
	}

	/**
	 * Returns what is on sale.
	 * @return the products, in the order of the shelf
	 */
	public List<Product> products() {
		return this.products;
	}

	/**
	 * Finds a product.
	 * @param id its short name
	 * @return the product, if there is one of this name
	 */
	public Optional<Product> find(String id) {
		return this.products.stream().filter((product) -> product.id().equals(id)).findFirst();
	}

}
