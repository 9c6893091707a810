package dev.pennon.context;

/**
 * The attributes with a meaning of their own.
 */
enum BuiltInAttribute {

	KIND, KEY, NAME, ANONYMOUS, META, NONE;

	static BuiltInAttribute of(String name) {
		return switch (name) {
			case "kind" -> KIND;
			case "key" -> KEY;
			case "name" -> NAME;
			case "anonymous" -> ANONYMOUS;
			case "_meta" -> META;
			default -> NONE;
		};
	}

}
