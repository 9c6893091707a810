package dev.pennon.store;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidItemExceptionTests {

	@Test
	void placeIsPartOfTheMessageAndCanBeTakenApart() {
		InvalidItemException failure = new InvalidItemException("Flag 'foo' is not valid", 3, 14, null);
		assertThat(failure).hasMessage("Flag 'foo' is not valid (line 3, column 14)").hasNoCause();
		assertThat(failure.problem()).isEqualTo("Flag 'foo' is not valid");
		assertThat(failure.line()).isEqualTo(3);
		assertThat(failure.column()).isEqualTo(14);
	}

	@Test
	void placeMayBeUnknown() {
		InvalidItemException failure = new InvalidItemException("Flag 'foo' is not valid", null);
		assertThat(failure).hasMessage("Flag 'foo' is not valid");
		assertThat(failure.problem()).isEqualTo("Flag 'foo' is not valid");
		assertThat(failure.line()).isZero();
		assertThat(failure.column()).isZero();
	}

}
