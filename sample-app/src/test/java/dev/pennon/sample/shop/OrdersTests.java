package dev.pennon.sample.shop;

import dev.pennon.FlagClient;
import dev.pennon.sample.catalog.Catalog;
import dev.pennon.sample.catalog.Product;
import dev.pennon.sample.shopper.Shopper;
import dev.pennon.sample.shopper.Shoppers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Orders}.
 */
class OrdersTests {

	@Test
	void orderIsTrackedWithItsAmount() {
		FlagClient flags = mock(FlagClient.class);
		Shopper shopper = new Shoppers().find("ada").orElseThrow();
		Product product = new Catalog().find("first-light").orElseThrow();
		new Orders(flags).place(shopper, product);
		then(flags).should()
			.track("order-placed", shopper.context(), JsonMapper.shared().readTree("{\"product\":\"first-light\"}"),
					14.2);
	}

}
