package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKindWithOrdering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataKinds}.
 */
class DataKindsTests {

	static Iterable<VersionedDataKindWithOrdering<?>> kinds() {
		return DataKinds.all();
	}

	private static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void kindsAreNamedAsEveryStoreAndStreamNamesThem() {
		assertThat(DataKinds.FEATURES.namespace()).isEqualTo("features");
		assertThat(DataKinds.FEATURES.requestApiPath()).isEqualTo("/sdk/latest-flags");
		assertThat(DataKinds.FEATURES.streamApiPath()).isEqualTo("/flags/");
		assertThat(DataKinds.FEATURES.priority()).isEqualTo(1);
		assertThat(DataKinds.SEGMENTS.namespace()).isEqualTo("segments");
		assertThat(DataKinds.SEGMENTS.requestApiPath()).isEqualTo("/sdk/latest-segments");
		assertThat(DataKinds.SEGMENTS.streamApiPath()).isEqualTo("/segments/");
		assertThat(DataKinds.SEGMENTS.priority()).isZero();
		assertThat(DataKinds.all()).containsExactly(DataKinds.SEGMENTS, DataKinds.FEATURES);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T extends VersionedData> void encodedItemIsTheTextThatWasDecoded(VersionedDataKindWithOrdering<T> kind) {
		String json = "{ \"version\" : 1, \"unknown\":{\"n\":1.10, \"big\":123456789012345678901234567890,\"x\":1E+2}, \"key\":\"\\u0061\"}";
		assertThat(kind.encode(kind.decode("a", bytes(json)))).asString(StandardCharsets.UTF_8).isEqualTo(json);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	<T extends VersionedData> void tombstoneHasKeyAndVersion(VersionedDataKindWithOrdering<T> kind) {
		T tombstone = kind.tombstone("a \"key\"", 5);
		assertThat(tombstone.key()).isEqualTo("a \"key\"");
		assertThat(tombstone.version()).isEqualTo(5);
		assertThat(tombstone.isDeleted()).isTrue();
		assertThat(kind.encode(tombstone)).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"key\":\"a \\\"key\\\"\",\"version\":5,\"deleted\":true}");
		assertThat(kind.dependencyKeys(tombstone)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"version\":5,\"deleted\":true}",
			"{\"deleted\":true,\"version\":5,\"key\":\"$deleted\"}",
			"{\"key\":\"k\",\"version\":5,\"deleted\":true,\"prerequisites\":[{\"key\":\"p\"}],\"rules\":[{}],\"x\":1}" })
	void tombstoneOfAnyProducerIsRead(String json) {
		for (VersionedDataKindWithOrdering<?> kind : DataKinds.all()) {
			assertTombstone(kind, json);
		}
	}

	private static <T extends VersionedData> void assertTombstone(VersionedDataKindWithOrdering<T> kind, String json) {
		T tombstone = kind.decode("k", bytes(json));
		assertThat(tombstone.isDeleted()).isTrue();
		assertThat(tombstone.key()).isEqualTo("k");
		assertThat(tombstone.version()).isEqualTo(5);
		assertThat(kind.dependencyKeys(tombstone)).isEmpty();
		assertThat(kind.encode(tombstone)).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"key\":\"k\",\"version\":5,\"deleted\":true}");
	}

	@Test
	void flagsDependOnTheirPrerequisitesAndSegmentsOnNothing() {
		FeatureFlag flag = DataKinds.FEATURES.decode("f",
				bytes("{\"prerequisites\":[{\"key\":\"p\",\"variation\":0},{\"key\":\"q\",\"variation\":0}]}"));
		assertThat(DataKinds.FEATURES.dependencyKeys(flag)).containsExactly("p", "q");
		Segment segment = DataKinds.SEGMENTS.decode("s",
				bytes("{\"rules\":[{\"clauses\":[{\"op\":\"segmentMatch\",\"values\":[\"t\"]}]}]}"));
		assertThat(DataKinds.SEGMENTS.dependencyKeys(segment)).isEmpty();
	}

	@Test
	void itemsShowKeyAndVersionOnly() {
		assertThat(DataKinds.FEATURES.decode("f", bytes("{\"version\":2,\"salt\":\"secret\"}")))
			.hasToString("flag 'f' version 2");
		assertThat(DataKinds.FEATURES).hasToString("features");
		assertThat(DataKinds.SEGMENTS.tombstone("s", 3)).hasToString("segment 's' version 3, deleted");
	}

}
