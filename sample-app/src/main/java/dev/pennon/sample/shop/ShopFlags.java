package dev.pennon.sample.shop;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;

import org.springframework.stereotype.Component;

/**
 * Every question that the shop asks of its flags, with the answer it lives with when
 * there is none.
 */
@Component
class ShopFlags {

	private final FlagClient flags;

	ShopFlags(FlagClient flags) {
		this.flags = flags;
	}

	ShopFront frontFor(EvaluationContext context) {
		return new ShopFront(this.flags.jsonVariation("banner", context, Banner.DEFAULT, Banner.class),
				this.flags.stringVariation("checkout-button", context, "Add to basket"),
				this.flags.boolVariation("new-product-cards", context, false),
				this.flags.boolVariation("one-click-reorder", context, false),
				this.flags.boolVariation("tasting-notes", context, true),
				this.flags.boolVariation("loyalty-card", context, false),
				this.flags.boolVariation("newsletter-offer", context, false),
				this.flags.boolVariation("founding-member", context, false));
	}

}
