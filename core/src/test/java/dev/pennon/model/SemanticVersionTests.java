package dev.pennon.model;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SemanticVersion}.
 */
class SemanticVersionTests {

	private static final List<String> ASCENDING = List.of("0", "0.0.1", "0.1", "1.0.0-0", "1.0.0-2", "1.0.0-10",
			"1.0.0-99999999999999999999", "1.0.0-100000000000000000000", "1.0.0--", "1.0.0-0a", "1.0.0-A",
			"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.1.0", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
			"1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1", "2.0.0", "10.0.0", "9223372036854775807.0.0");

	@Test
	void versionsAreOrderedByPrecedence() {
		for (int i = 0; i < ASCENDING.size(); i++) {
			for (int j = 0; j < ASCENDING.size(); j++) {
				SemanticVersion left = SemanticVersion.parse(ASCENDING.get(i));
				SemanticVersion right = SemanticVersion.parse(ASCENDING.get(j));
				assertThat(left).isNotNull();
				assertThat(right).isNotNull();
				assertThat(Integer.signum(left.compareTo(right))).as("%s and %s", left, right)
					.isEqualTo(Integer.compare(i, j));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1.0.0", "1.2, 1.2.0", "1-rc, 1.0.0-rc", "1.2-rc.1, 1.2.0-rc.1", "1.0.0+a, 1.0.0",
			"1.0.0+a.b-c.01, 1.0.0", "1+a, 1.0.0+b", "1.0.0-rc+a, 1.0.0-rc" })
	void missingPartsAreZeroAndBuildMetadataIsIgnored(String text, String same) {
		assertThat(SemanticVersion.parse(text)).isNotNull().isEqualByComparingTo(SemanticVersion.parse(same));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v1", "V1.0.0", "a", "1.", "1.0.", "1.0.0.", "1.0.0.0", ".1", "1..0", "01", "1.02.0",
			"1.0.03", "-1", "+1", "1.x", "1.0.0-", "1.0.0-a..b", "1.0.0-a.", "1.0.0-.a", "1.0.0-01", "1.0.0-a.00",
			"1.0.0-\u00e4", "1.0.0+", "1.0.0+a..b", "1.0.0+a+b", "1.0.0 ", " 1.0.0", "1 .0", "1,0",
			"9223372036854775808", "1.0.9223372036854775808", "1.0.0-a_b", "\u0661.0.0", "1\n" })
	void anythingElseIsNoVersion(String text) {
		assertThat(SemanticVersion.parse(text)).isNull();
	}

	@Test
	void nothingLongerThanAThousandCharactersIsAVersion() {
		assertThat(SemanticVersion.parse("1.0.0-" + "a.".repeat(496) + "ab")).isNotNull();
		assertThat(SemanticVersion.parse("1.0.0-" + "a.".repeat(497) + "a")).isNull();
	}

}
