package dev.pennon.sample;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Somebody who looks at the pages of the shop without a browser.
 */
class Visitor {

	private final MockMvc shop;

	private final MockHttpSession session = new MockHttpSession();

	Visitor(WebApplicationContext context) {
		this.shop = MockMvcBuilders.webAppContextSetup(context).build();
	}

	void become(String shopper) throws Exception {
		this.shop.perform(post("/shopper").session(this.session).param("member", shopper).param("page", "shop"))
			.andExpect(redirectedUrl("/"));
	}

	/**
	 * Returns the text of an element without children, or null if the page has none with
	 * this id.
	 */
	String textOf(String page, String id) throws Exception {
		String html = this.shop.perform(get(page).session(this.session))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
		Matcher element = Pattern.compile("<\\w+[^>]*\\bid=\"" + Pattern.quote(id) + "\"[^>]*>([^<]*)<").matcher(html);
		return element.find() ? HtmlUtils.htmlUnescape(element.group(1)) : null;
	}

}
