package dev.pennon.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of the shop are where no store of big segments is configured.
 */
@SpringBootTest(classes = HarborRoastApplication.class, properties = "pennon.data-source.file.locations=file:flags.yml")
class PagesWithoutBigSegmentsTests {

	@Autowired
	private WebApplicationContext context;

	@Test
	void nobodyIsAReaderAndThePageSaysWhy() throws Exception {
		Visitor visitor = new Visitor(this.context);
		visitor.become("ada");
		assertThat(visitor.textOf("/", "newsletter-offer")).isNull();
		assertThat(visitor.textOf("/", "shopper-name")).isEqualTo("Ada Lindqvist");
		assertThat(visitor.textOf("/flags", "big-segments-state")).isEqualTo("NOT CONFIGURED");
		assertThat(visitor.textOf("/flags", "big-segments-explanation")).isEqualTo("Start with the profile \"redis\".");
		assertThat(visitor.textOf("/flags", "reason-newsletter-offer")).startsWith("FALLTHROUGH");
	}

}
