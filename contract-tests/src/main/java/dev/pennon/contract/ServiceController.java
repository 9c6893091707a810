package dev.pennon.contract;

import java.net.URI;

import dev.pennon.FlagClient;
import dev.pennon.contract.wire.CreateClientParams;
import dev.pennon.contract.wire.ServiceStatus;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service itself: says what it can do, creates clients, and ends.
 */
@RestController
@RequestMapping("/")
final class ServiceController {

	private static final String NAME = "pennon";

	private static final String UNRELEASED = "development";

	private final TestClients clients;

	private final ClientFactory factory;

	private final ConfigurableApplicationContext application;

	ServiceController(TestClients clients, ClientFactory factory, ConfigurableApplicationContext application) {
		this.clients = clients;
		this.factory = factory;
		this.application = application;
	}

	@GetMapping
	ServiceStatus status() {
		String version = FlagClient.class.getPackage().getImplementationVersion();
		return new ServiceStatus(NAME, (version != null) ? version : UNRELEASED, Capabilities.ALL);
	}

	@PostMapping
	ResponseEntity<Void> create(@RequestBody CreateClientParams params) {
		String id = this.clients.add(this.factory.create(params));
		return ResponseEntity.created(URI.create(ClientController.PATH + "/" + id)).build();
	}

	@DeleteMapping
	void stop() {
		// The context waits for its requests when it closes, this one among them.
		new Thread(this.application::close, "stop").start();
	}

}
