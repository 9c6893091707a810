package dev.pennon.contract.wire;

/**
 * Asks for a context to be read and written again.
 *
 * @param input what should be the JSON of a context
 */
public record ContextConvertParams(String input) {

	public ContextConvertParams {
		Required.property("input", input);
	}

}
