package dev.pennon.contract;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * One client: takes commands, and is closed.
 */
@RestController
@RequestMapping(ClientController.PATH + "/{id}")
final class ClientController {

	static final String PATH = "/clients";

	private final TestClients clients;

	private final CommandHandlers handlers;

	ClientController(TestClients clients, CommandHandlers handlers) {
		this.clients = clients;
		this.handlers = handlers;
	}

	@PostMapping
	@Nullable Object command(@PathVariable("id") String id, @RequestBody JsonNode command) {
		return this.handlers.handle(this.clients.get(id), command);
	}

	@DeleteMapping
	void close(@PathVariable("id") String id) {
		this.clients.remove(id).close();
	}

}
