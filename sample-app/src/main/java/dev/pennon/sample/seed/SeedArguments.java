package dev.pennon.sample.seed;

/**
 * What the command line asks the seeder for.
 *
 * @param members how many readers to add besides the shoppers
 */
record SeedArguments(int members) {

	private static final int DEFAULT_MEMBERS = 1_000_000;

	private static final int MOST_MEMBERS = 100_000_000;

	private static final String MEMBERS = "--members=";

	/**
	 * Reads the command line. Spring Boot's own options are for Spring Boot to read.
	 * @throws IllegalArgumentException if there is something that nobody understands; the
	 * message says what to write instead
	 */
	static SeedArguments parse(String... arguments) {
		int members = DEFAULT_MEMBERS;
		for (String argument : arguments) {
			if (argument.startsWith(MEMBERS)) {
				members = number(argument);
			}
			else if (!argument.startsWith("--spring.") && !argument.startsWith("--pennon.")) {
				throw new IllegalArgumentException(
						("'%s' means nothing to the seeder: give --members=N and, where they "
								+ "are needed, --spring.data.redis.* and --pennon.big-segments.prefix")
							.formatted(argument));
			}
		}
		return new SeedArguments(members);
	}

	private static int number(String argument) {
		try {
			int number = Integer.parseInt(argument.substring(MEMBERS.length()));
			if (number >= 0 && number <= MOST_MEMBERS) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// The message is the same for whatever is not such a number
		}
		throw new IllegalArgumentException(
				"'%s' is not a number of readers: give a whole number from 0 to %d, such as --members=%d"
					.formatted(argument, MOST_MEMBERS, DEFAULT_MEMBERS));
	}

}
