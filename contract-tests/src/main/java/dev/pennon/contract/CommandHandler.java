package dev.pennon.contract;

import org.jspecify.annotations.Nullable;

/**
 * Carries out one of the harness's commands.
 *
 * @param <P> the type of the command's parameters
 * @param command the name of the command
 * @param paramsType what its parameters are read as
 * @param action what it does
 */
record CommandHandler<P>(String command, Class<P> paramsType, Action<P> action) {

	/**
	 * What a command does.
	 *
	 * @param <P> the type of the command's parameters
	 */
	@FunctionalInterface
	interface Action<P> {

		/**
		 * Carries the command out.
		 * @param client the client that it is for
		 * @param params its parameters
		 * @return the body of the answer, or null for none
		 */
		@Nullable Object handle(TestClient client, P params);

	}

}
