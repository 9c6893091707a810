package dev.pennon.benchmarks.data;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Whom flags are evaluated for: 1,000 people with a key, an e-mail address, a country and
 * three attributes that no flag asks for.
 */
public final class Subjects {

	/** So many contexts does each row rotate over. */
	public static final int COUNT = 1000;

	/** The suffix of everybody's e-mail address. */
	static final String EMAIL_SUFFIX = "@example.com";

	static final int COUNTRIES = 20;

	private Subjects() {
	}

	/**
	 * Makes the contexts of one peer.
	 * @param <C> the peer's type
	 * @param factory makes one of a person
	 * @return the contexts
	 */
	public static <C> List<C> all(Function<Subject, C> factory) {
		return IntStream.range(0, COUNT).mapToObj(Subjects::subject).map(factory).toList();
	}

	private static Subject subject(int index) {
		return new Subject(key(index), "person.%d%s".formatted(index, EMAIL_SUFFIX), country(index % COUNTRIES),
				"Person %d".formatted(index), (index % 3 == 0) ? "free" : "paid", 18 + index % 60);
	}

	/**
	 * Returns the key of a person, or of somebody who is only mentioned in flags.
	 * @param index the place
	 * @return the key
	 */
	public static String key(int index) {
		return "user-%08x".formatted(index * 0x9E3779B1);
	}

	static String country(int index) {
		return "" + (char) ('a' + index) + (char) ('z' - index);
	}

	/**
	 * A person.
	 *
	 * @param key unique
	 * @param email the address
	 * @param country two letters
	 * @param name the name
	 * @param plan what is paid for
	 * @param age in years
	 */
	public record Subject(String key, String email, String country, String name, String plan, int age) {

	}

}
