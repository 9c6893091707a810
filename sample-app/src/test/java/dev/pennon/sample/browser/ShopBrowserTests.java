package dev.pennon.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.pennon.sample.HarborRoastApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop as a person sees it, in a real browser.
 */
@SpringBootTest(classes = HarborRoastApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIf("dev.pennon.sample.browser.Browser#isInstalled")
class ShopBrowserTests {

	/**
	 * Long enough for a busy machine; what is waited for takes a fraction of a second.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(20);

	@TempDir
	private static Path directory;

	private static Path flagFile;

	@LocalServerPort
	private int port;

	private WebDriver browser;

	@DynamicPropertySource
	static void flagFile(DynamicPropertyRegistry registry) throws IOException {
		flagFile = Files.copy(Path.of("flags.yml"), directory.resolve("flags.yml"));
		registry.add("pennon.data-source.file.locations", () -> flagFile.toUri().toString());
	}

	@BeforeEach
	void openBrowser() {
		this.browser = Browser.open();
		open("/");
	}

	@AfterEach
	void closeBrowser() throws IOException {
		this.browser.quit();
		if (Files.mismatch(Path.of("flags.yml"), flagFile) >= 0) {
			Files.copy(Path.of("flags.yml"), flagFile, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	@Test
	void anonymousVisitorIsGreetedAndSeesEveryCoffee() throws IOException {
		assertThat(text("shopper-name")).isEqualTo("Anonymous visitor");
		assertThat(this.browser.findElements(By.cssSelector(".product"))).hasSize(6);
		screenshot("shop-anonymous");
	}

	@Test
	void betaTesterSeesTheNewCards() throws IOException {
		become("dana");
		assertThat(classes("products")).contains("new-cards");
		assertThat(this.browser.findElements(By.cssSelector(".reorder"))).hasSize(6);
		assertThat(exists("founding-member")).isTrue();
		screenshot("shop-dana");
	}

	@Test
	void checkoutButtonDependsOnPlanAndCountry() {
		become("chidi");
		assertThat(checkoutButtons()).containsOnly("Express checkout");
		become("ada");
		assertThat(checkoutButtons()).containsOnly("Buy now");
		become("emi");
		assertThat(checkoutButtons()).containsOnly("Add to basket");
	}

	@Test
	void orderIsConfirmed() throws IOException {
		become("ada");
		assertThat(exists("ordered")).isFalse();
		read((browser) -> {
			browser.findElement(By.cssSelector(".checkout")).click();
			return true;
		});
		await().until((browser) -> exists("ordered"));
		assertThat(text("ordered")).startsWith("Lighthouse Blend is yours");
		screenshot("shop-ordered");
	}

	@Test
	void bannerDependsOnTheCountry() {
		become("bruno");
		assertThat(text("banner")).startsWith("Frete gr");
		become("ada");
		assertThat(text("banner")).isEqualTo("Free shipping on every order above 30 euros");
	}

	@Test
	void releaseCandidateIsOlderThanTheReleaseThatTheLoyaltyCardNeeds() {
		become("chidi");
		assertThat(exists("loyalty-card")).isFalse();
		become("emi");
		assertThat(exists("loyalty-card")).isTrue();
	}

	@Test
	void flagsPageSaysWhy() throws IOException {
		become("dana");
		open("/flags");
		assertThat(reason("new-product-cards")).isEqualTo("RULE_MATCH, rule 1 \"beta testers\"");
		assertThat(reason("checkout-button")).isEqualTo("RULE_MATCH, rule 1 \"gold members\"");
		assertThat(reason("founding-member")).isEqualTo("RULE_MATCH, rule 1 \"joined before 2022\"");
		assertThat(reason("tasting-notes")).isEqualTo("FALLTHROUGH");
		assertThat(text("source-state")).isEqualTo("VALID");
		assertThat(text("big-segments-state")).isEqualTo("NOT CONFIGURED");
		screenshot("flags-dana");
	}

	@Test
	void failedPrerequisiteIsNamed() throws IOException {
		become("emi");
		edit("      - { variation: 0, weight: 30000 }", "      - { variation: 0, weight: 0 }");
		open("/flags");
		await().until((browser) -> "PREREQUISITE_FAILED, new-product-cards".equals(reason("one-click-reorder")));
	}

	@Test
	void openPageFollowsAnEditWithoutBeingAsked() throws IOException {
		become("emi");
		assertThat(checkoutButtons()).containsOnly("Add to basket");
		edit("\"Add to basket\"", "\"Take it home\"");
		await().until(ExpectedConditions.textToBe(By.cssSelector(".checkout"), "Take it home"));
	}

	@Test
	void brokenFileKeepsTheLastGoodFlagsAndIsReported() throws IOException {
		become("dana");
		edit("flags:\n", "flags: [\n");
		open("/flags");
		await().until((browser) -> {
			browser.navigate().refresh();
			return "INTERRUPTED".equals(text("source-state"));
		});
		assertThat(reason("new-product-cards")).isEqualTo("RULE_MATCH, rule 1 \"beta testers\"");
		assertThat(text("source-error")).contains("flags.yml");
		screenshot("flags-broken-file");
	}

	private void open(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void become(String shopper) {
		By button = By.id("shopper-" + shopper);
		read((browser) -> {
			browser.findElement(button).click();
			return true;
		});
		await().until((browser) -> classes("shopper-" + shopper).contains("here"));
	}

	private static void edit(String before, String after) throws IOException {
		String content = Files.readString(flagFile);
		assertThat(content).contains(before);
		Files.writeString(flagFile, content.replace(before, after));
	}

	private String text(String id) {
		return read((browser) -> browser.findElement(By.id(id)).getText());
	}

	private String classes(String id) {
		return read((browser) -> String.valueOf(browser.findElement(By.id(id)).getAttribute("class")));
	}

	private boolean exists(String id) {
		return !this.browser.findElements(By.id(id)).isEmpty();
	}

	private List<String> checkoutButtons() {
		return read((browser) -> browser.findElements(By.cssSelector(".checkout"))
			.stream()
			.map(WebElement::getText)
			.toList());
	}

	private String reason(String flag) {
		return text("reason-" + flag);
	}

	/** Reads from the page, which may be reloading itself just now. */
	private <T> T read(Function<WebDriver, T> question) {
		return await().until(question);
	}

	private WebDriverWait await() {
		WebDriverWait wait = new WebDriverWait(this.browser, LIMIT, Duration.ofMillis(50));
		wait.ignoring(StaleElementReferenceException.class);
		return wait;
	}

	private void screenshot(String name) throws IOException {
		Path target = Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
		Files.write(target, ((TakesScreenshot) this.browser).getScreenshotAs(OutputType.BYTES));
	}

}
