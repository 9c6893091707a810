package dev.pennon.contract;

import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceEndTests {

	@Test
	void deletingTheServiceClosesItsClientsAndStopsIt() throws Exception {
		try (FlagServer flags = new FlagServer();
				ConfigurableApplicationContext context = SpringApplication.run(ContractTestService.class,
						"--server.port=0")) {
			ServiceRequests service = new ServiceRequests(
					((WebServerApplicationContext) context).getWebServer().getPort());
			service.create("""
					{"credential": "key", "startWaitTimeMs": 60000, "streaming": {"baseUri": "%s"}}"""
				.formatted(flags.uri()));
			TestClient client = context.getBean(TestClients.class).get("1");
			assertThat(client.flags().isInitialized()).isTrue();
			assertThat(service.delete("/").statusCode()).isEqualTo(200);
			Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !context.isActive());
			Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !client.flags().isInitialized());
		}
	}

}
