package dev.pennon.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pennon.contract.wire.NoParams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All commands. Finds the one that a request names and reads its parameters.
 */
@Component
final class CommandHandlers {

	private final Map<String, CommandHandler<?>> handlers;

	private final JsonMapper mapper;

	CommandHandlers(List<CommandGroup> groups, JsonMapper mapper) {
		this.handlers = groups.stream()
			.flatMap((group) -> group.handlers().stream())
			.collect(Collectors.toUnmodifiableMap(CommandHandler::command, (handler) -> handler));
		this.mapper = mapper;
	}

	/**
	 * Carries a command out.
	 * @param client the client that it is for
	 * @param request the name of the command, and under that name its parameters
	 * @return the body of the answer, or null for none
	 * @throws IllegalArgumentException if there is no such command, or its parameters are
	 * missing
	 */
	@Nullable Object handle(TestClient client, JsonNode request) {
		String command = request.path("command").asString("");
		CommandHandler<?> handler = this.handlers.get(command);
		if (handler == null) {
			throw new IllegalArgumentException("There is no command '%s'; there are %s".formatted(command,
					this.handlers.keySet().stream().sorted().toList()));
		}
		return handle(handler, client, request.path(command));
	}

	private <P> @Nullable Object handle(CommandHandler<P> handler, TestClient client, JsonNode params) {
		if (params.isMissingNode() && handler.paramsType() == NoParams.class) {
			return handler.action().handle(client, handler.paramsType().cast(new NoParams()));
		}
		if (!params.isObject()) {
			throw new IllegalArgumentException(
					"The command '%1$s' needs its parameters in an object '%1$s'".formatted(handler.command()));
		}
		return handler.action().handle(client, this.mapper.treeToValue(params, handler.paramsType()));
	}

}
