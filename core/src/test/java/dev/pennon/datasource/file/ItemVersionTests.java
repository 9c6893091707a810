package dev.pennon.datasource.file;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FullDataSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ItemVersionTests {

	private String text = "";

	private final FlagFileLoader loader = new FlagFileLoader(
			FlagFiles.config(FlagFile.of("flags",
					() -> new ByteArrayInputStream(this.text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))),
			true);

	@Test
	void sameContentGivesTheSameData() {
		FullDataSet first = load("{'flags': {'a': {}}, 'flagValues': {'b': 1}, 'segments': {'s': {}}}");
		assertThat(load("{'flags': {'a': {}}, 'flagValues': {'b': 1}, 'segments': {'s': {}}}")).isSameAs(first);
	}

	@Test
	void spaceAndCommentsAndFormatAreNoContent() {
		FullDataSet first = load("{'flags': {'a': {'on': true, 'variations': ['x']}}}");
		assertThat(load("{'flags':\n  {'a': {'on':true,\n'variations': [ 'x' ]}}}")).isSameAs(first);
		assertThat(load("# a\nflags:\n  a:\n    on: true # b\n    variations: [x]\n")).isSameAs(first);
	}

	@Test
	void orderOfItemsIsNoContent() {
		FullDataSet first = load("{'flags': {'a': {}, 'b': {}}}");
		assertThat(load("{'flags': {'b': {}, 'a': {}}}")).isSameAs(first);
	}

	@Test
	void onlyWhatChangedGetsANewVersion() {
		FullDataSet first = load("{'flags': {'a': {}, 'b': {}}, 'segments': {'s': {}}}");
		FullDataSet second = load("{'flags': {'a': {'on': true}, 'b': {}}, 'segments': {'s': {}}}");
		assertThat(flag(second, "a").version()).isEqualTo(2);
		assertThat(flag(second, "b")).isSameAs(flag(first, "b"));
		assertThat(second.items(DataKinds.SEGMENTS)).isEqualTo(first.items(DataKinds.SEGMENTS));
	}

	@Test
	void changedSegmentGetsANewVersion() {
		load("{'segments': {'s': {}}}");
		FullDataSet second = load("{'segments': {'s': {'included': ['u']}}}");
		assertThat(second.items(DataKinds.SEGMENTS).get("s").version()).isEqualTo(2);
	}

	@Test
	void changedItemTakesTheVersionOfTheFileIfThatIsHigher() {
		load("{'flags': {'a': {'version': 3}}}");
		FullDataSet second = load("{'flags': {'a': {'version': 10, 'on': true}}}");
		assertThat(flag(second, "a").version()).isEqualTo(10);
	}

	@Test
	void changedItemRisesAboveItsLastVersionWhateverTheFileSays() {
		load("{'flags': {'a': {'version': 10}}}");
		FullDataSet same = load("{'flags': {'a': {'version': 10, 'on': true}}}");
		assertThat(flag(same, "a").version()).isEqualTo(11);
		FullDataSet lower = load("{'flags': {'a': {'version': 4, 'on': true}}}");
		assertThat(flag(lower, "a").version()).isEqualTo(12);
	}

	@Test
	void newVersionAloneIsAChange() {
		load("{'flags': {'a': {'version': 3}}}");
		assertThat(flag(load("{'flags': {'a': {'version': 4}}}"), "a").version()).isEqualTo(4);
	}

	@Test
	void itemThatComesBackContinuesAboveItsLastVersion() {
		load("{'flags': {'a': {'version': 5}}}");
		assertThat(load("{}").items(DataKinds.FEATURES)).isEmpty();
		assertThat(load("{'flags': {'b': {}}}").items(DataKinds.FEATURES)).containsOnlyKeys("b");
		assertThat(flag(load("{'flags': {'a': {'version': 5}, 'b': {}}}"), "a").version()).isEqualTo(6);
	}

	@Test
	void removedItemsStayRemoved() {
		load("{'flags': {'a': {}}}");
		FullDataSet without = load("{}");
		assertThat(load("{'other': 1}")).isSameAs(without);
	}

	@Test
	void oneItemInThePlaceOfAnotherIsAChange() {
		load("{'flags': {'a': {}}}");
		assertThat(load("{'flags': {'b': {}}}").items(DataKinds.FEATURES)).containsOnlyKeys("b");
	}

	@Test
	void failedLoadChangesNoVersion() {
		FullDataSet first = load("{'flags': {'a': {}}, 'segments': {'s': {}}}");
		assertThatExceptionOfType(FlagFileException.class)
			.isThrownBy(() -> load("{'flags': {'a': {'on': true}}, 'segments': {'s': {'included': 5}}}"));
		assertThat(load("{'flags': {'a': {}}, 'segments': {'s': {}}}")).isSameAs(first);
		assertThat(flag(load("{'flags': {'a': {'on': true}}}"), "a").version()).isEqualTo(2);
	}

	@Test
	void versionInTheJsonIsThatOfTheItem() {
		load("{'flags': {'a': {'version': 3}}}");
		FullDataSet second = load("{'flags': {'a': {'version': 3, 'on': true}}}");
		assertThat(FlagFiles.flag(second, "a").path("version").intValue()).isEqualTo(4);
	}

	private FullDataSet load(String newText) {
		this.text = newText;
		return this.loader.load();
	}

	private static FeatureFlag flag(FullDataSet data, String key) {
		return data.items(DataKinds.FEATURES).get(key);
	}

}
