package dev.pennon.store;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerializedItemTests {

	@Test
	void namesItselfWithoutItsText() {
		byte[] json = { '{', '}' };
		assertThat(new SerializedItem("foo", 3, false, json)).hasToString("foo version 3");
		assertThat(new SerializedItem("foo", 3, true, json)).hasToString("foo version 3, deleted");
	}

	@Test
	void textAloneTellsVersionAndMark() {
		byte[] json = { '{', '}' };
		SerializedItem item = SerializedItem.ofJson("foo", json);
		assertThat(item.key()).isEqualTo("foo");
		assertThat(item.version()).isEqualTo(-1);
		assertThat(item.isDeleted()).isFalse();
		assertThat(item.json()).isSameAs(json);
	}

}
