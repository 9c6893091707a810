package dev.pennon.sample.shop;

import dev.pennon.FlagClient;
import dev.pennon.sample.catalog.Product;
import dev.pennon.sample.shopper.Shopper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.stereotype.Component;

/**
 * What people order. The shop keeps no books: it tells the events service what was
 * ordered, and for how much, so that an experiment can say which checkout button sells
 * more. Without an SDK key, nobody is told.
 */
@Component
class Orders {

	static final String ORDER_PLACED = "order-placed";

	private final FlagClient flags;

	Orders(FlagClient flags) {
		this.flags = flags;
	}

	void place(Shopper shopper, Product product) {
		JsonNode order = JsonNodeFactory.instance.objectNode().put("product", product.id());
		this.flags.track(ORDER_PLACED, shopper.context(), order, product.price().doubleValue());
	}

}
