package dev.pennon.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationInfoTests {

	@Test
	void tagsAreIdAndVersionInThisOrder() {
		assertThat(new ApplicationInfo("shop", "1.2.3").headerValue())
			.isEqualTo("application-id/shop application-version/1.2.3");
		assertThat(new ApplicationInfo("shop", null).headerValue()).isEqualTo("application-id/shop");
		assertThat(new ApplicationInfo(null, "1.2.3").headerValue()).isEqualTo("application-version/1.2.3");
		assertThat(ApplicationInfo.NONE.headerValue()).isNull();
		assertThat(new ApplicationInfo("", "").headerValue()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "my shop", "a@b", "a:b", "a/b", "\u00e9", "a\nb" })
	void anIllegalValueIsLeftOutAndTheOtherIsKept(String illegal) {
		assertThat(new ApplicationInfo(illegal, "1").headerValue()).isEqualTo("application-version/1");
		assertThat(new ApplicationInfo("shop", illegal).headerValue()).isEqualTo("application-id/shop");
	}

	@Test
	void aValueMayHave64CharactersAndNoMore() {
		assertThat(new ApplicationInfo("a".repeat(64), null).id()).hasSize(64);
		assertThat(new ApplicationInfo("a".repeat(65), null).id()).isNull();
	}

}
