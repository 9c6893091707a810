package dev.pennon.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The shop, processed ahead of time as Spring Boot's build plugins do it.
 */
@Timeout(600)
class AheadOfTimeShopTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	private static Path directory;

	private static Path resources;

	private static Path classes;

	@BeforeAll
	static void process() throws Exception {
		Path sources = Files.createDirectory(directory.resolve("sources"));
		resources = Files.createDirectory(directory.resolve("resources"));
		classes = Files.createDirectory(directory.resolve("classes"));
		try (JavaProcess processor = JavaProcess.start(directory, SpringApplicationAotProcessor.class.getName(),
				HarborRoastApplication.class.getName(), sources.toString(), resources.toString(), classes.toString(),
				"dev.pennon", "pennon-sample-app")) {
			assertThat(processor.awaitEnd()).as(processor::output).isZero();
		}
		compile(sources);
	}

	private static void compile(Path sources) throws IOException {
		List<String> arguments = new ArrayList<>();
		Collections.addAll(arguments, "-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
				classes + File.pathSeparator + JavaProcess.classPath());
		try (Stream<Path> files = Files.walk(sources)) {
			files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(status).isZero();
	}

	private static JavaProcess startShop(String... arguments) {
		String path = String.join(File.pathSeparator, resources.toString(), classes.toString(),
				JavaProcess.classPath());
		return JavaProcess.start(directory,
				Stream
					.concat(Stream.of("-Dspring.aot.enabled=true", "-cp", path, HarborRoastApplication.class.getName(),
							"--server.port=0", "--server.address=127.0.0.1"), Stream.of(arguments))
					.toArray(String[]::new));
	}

	private static String awaitPort(JavaProcess shop) {
		return await().atMost(Duration.ofMinutes(2)).until(() -> {
			Matcher started = PORT.matcher(shop.output());
			return started.find() ? started.group(1) : null;
		}, (port) -> port != null);
	}

	private static HttpResponse<String> get(String port, String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
	}

	@Test
	void shopServesItsPagesAndItsHealth() throws Exception {
		try (JavaProcess shop = startShop()) {
			String port = awaitPort(shop);
			assertThat(shop.output()).contains("Starting AOT-processed HarborRoastApplication");
			assertThat(get(port, "/").body()).contains("Coffee with the sea in it", "Lighthouse Blend");
			assertThat(get(port, "/flags").body()).contains("reason-new-product-cards", "NOT CONFIGURED");
			HttpResponse<String> health = get(port, "/actuator/health");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(health.body()).at("/components/pennon/status").asString())
				.isEqualTo("UP");
		}
	}

	@Test
	void storeThatTheShopWasNotProcessedForStopsTheStart() throws Exception {
		try (JavaProcess shop = startShop("--spring.profiles.active=redis")) {
			assertThat(shop.awaitEnd()).isOne();
			assertThat(shop.output()).contains("APPLICATION FAILED TO START",
					"Big segments are to be read from Redis, but the application was processed ahead of time without that.",
					"pennon.big-segments.store");
		}
	}

}
