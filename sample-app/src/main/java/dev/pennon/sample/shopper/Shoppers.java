package dev.pennon.sample.shopper;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The people whom one can be in this shop.
 */
@Component
public class Shoppers {

	private final List<Shopper> members = List.of(
			new Shopper("ada", "Ada Lindqvist", "ada@fastmail.example", "SE", "silver", LocalDate.of(2021, 3, 14),
					"3.2.0"),
			new Shopper("bruno", "Bruno Costa", "bruno@mail.example", "PT", "free", LocalDate.of(2025, 6, 2), "2.1.4"),
			new Shopper("chidi", "Chidi Okafor", "chidi@harborroast.example", "GB", "gold", LocalDate.of(2023, 11, 20),
					"2.4.0-rc.1"),
			new Shopper("dana", "Dana Weiss", "dana@post.example", "DE", "gold", LocalDate.of(2020, 8, 30), "3.0.1"),
			new Shopper("emi", "Emi Tanaka", "emi@mail.example", "JP", "free", LocalDate.of(2024, 1, 5), "2.4.0"));

	/**
	 * Returns the members.
	 * @return everybody who can sign in
	 */
	public List<Shopper> members() {
		return this.members;
	}

	/**
	 * Finds a member.
	 * @param key the member's key
	 * @return the member, if there is one with this key
	 */
	public Optional<Shopper> find(String key) {
		return this.members.stream().filter((member) -> member.key().equals(key)).findFirst();
	}

}
