package dev.pennon.sample.shop;

import dev.pennon.sample.catalog.Catalog;
import dev.pennon.sample.shopper.CurrentShopper;
import dev.pennon.sample.shopper.Shopper;
import dev.pennon.sample.shopper.Shoppers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The front page, and the switch between shoppers.
 */
@Controller
class ShopController {

	private final Catalog catalog;

	private final Shoppers shoppers;

	private final CurrentShopper currentShopper;

	private final ShopFlags flags;

	ShopController(Catalog catalog, Shoppers shoppers, CurrentShopper currentShopper, ShopFlags flags) {
		this.catalog = catalog;
		this.shoppers = shoppers;
		this.currentShopper = currentShopper;
		this.flags = flags;
	}

	@GetMapping("/")
	String front(Model model) {
		Shopper shopper = this.currentShopper.in(this.shoppers);
		model.addAttribute("shopper", shopper);
		model.addAttribute("members", this.shoppers.members());
		model.addAttribute("products", this.catalog.products());
		model.addAttribute("front", this.flags.frontFor(shopper.context()));
		return "shop";
	}

	@PostMapping("/shopper")
	String become(@RequestParam(required = false) @Nullable String member, @RequestParam String page) {
		this.currentShopper.become(member);
		return "flags".equals(page) ? "redirect:/flags" : "redirect:/";
	}

}
