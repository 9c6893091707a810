package dev.pennon.bigsegment;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextHashTests {

	@ParameterizedTest
	@CsvSource({ "user-key, CEXjZY7cHJG/ydFy7q4+YEFwVrG3/pkJwA4FAjrbfx0=",
			"user1, CgQblGLKpKMbrDVn4Lbm/ZEAeH2yq0M9lvbReMq/zpA=",
			"user2, YCXRj+SKvUUWhSjxioLiZd2Y1CGnCEqgn2GzQXA5AaM=",
			"user3, WGD68CtrxiIrpaylI1YPDjZMzYtnvuSG/ov3wB1JLMs=" })
	void hashIsThatOfTheRelayProxy(String key, String hash) {
		assertThat(ContextHash.of(key)).isEqualTo(hash);
	}

}
