package dev.pennon.sample.seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SeedArgumentsTests {

	@Test
	void thereAreAMillionReadersUnlessTheCommandLineSaysHowMany() {
		assertThat(SeedArguments.parse().members()).isEqualTo(1_000_000);
		assertThat(SeedArguments.parse("--members=0").members()).isZero();
		assertThat(SeedArguments.parse("--members=100000000").members()).isEqualTo(100_000_000);
	}

	@Test
	void optionsOfSpringAndPennonAreLeftToThem() {
		assertThat(
				SeedArguments.parse("--spring.data.redis.port=6380", "--members=5", "--pennon.big-segments.prefix=shop")
					.members())
			.isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "many", "-1", "1.5", "1e6", "1,000", "100000001", "3000000000" })
	void whatIsNoNumberOfReadersIsRefused(String number) {
		assertThatIllegalArgumentException().isThrownBy(() -> SeedArguments.parse("--members=" + number))
			.withMessage("'--members=%s' is not a number of readers: "
					+ "give a whole number from 0 to 100000000, such as --members=1000000", number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1000", "--member=5", "--members", "-members=5", "--server.port=80", "" })
	void whatMeansNothingIsRefused(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> SeedArguments.parse(argument))
			.withMessageStartingWith("'%s' means nothing to the seeder: give --members=N", argument);
	}

}
