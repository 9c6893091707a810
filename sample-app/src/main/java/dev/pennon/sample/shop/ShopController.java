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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The front page, orders from it, and the switch between shoppers.
 */
@Controller
class ShopController {

	private final Catalog catalog;

	private final Shoppers shoppers;

	private final CurrentShopper currentShopper;

	private final ShopFlags flags;

	private final Orders orders;

	ShopController(Catalog catalog, Shoppers shoppers, CurrentShopper currentShopper, ShopFlags flags, Orders orders) {
		this.catalog = catalog;
		this.shoppers = shoppers;
		this.currentShopper = currentShopper;
		this.flags = flags;
		this.orders = orders;
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

	@PostMapping("/order")
	String order(@RequestParam("product") String id, RedirectAttributes nextPage) {
		this.catalog.find(id).ifPresent((product) -> {
			this.orders.place(this.currentShopper.in(this.shoppers), product);
			nextPage.addFlashAttribute("ordered", product.name());
		});
		return "redirect:/";
	}

	@PostMapping("/shopper")
	String become(@RequestParam(required = false) @Nullable String member, @RequestParam String page) {
		this.currentShopper.become(member);
		return "flags".equals(page) ? "redirect:/flags" : "redirect:/";
	}

}
