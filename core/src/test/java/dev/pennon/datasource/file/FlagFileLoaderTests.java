package dev.pennon.datasource.file;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import org.junit.jupiter.api.Test;

import static dev.pennon.datasource.file.FlagFiles.config;
import static dev.pennon.datasource.file.FlagFiles.file;
import static dev.pennon.datasource.file.FlagFiles.flag;
import static dev.pennon.datasource.file.FlagFiles.flagText;
import static dev.pennon.datasource.file.FlagFiles.json;
import static dev.pennon.datasource.file.FlagFiles.load;
import static dev.pennon.datasource.file.FlagFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FlagFileLoaderTests {

	@Test
	void readsFlagsValuesAndSegmentsFromJson() {
		FullDataSet data = load("""
				{'flags': {'a': {'key': 'a', 'version': 7, 'on': true, 'variations': ['x']}},
				 'flagValues': {'b': {'nested': [1, null]}},
				 'segments': {'s': {'key': 's', 'version': 2, 'included': ['u']}}}""");
		assertThat(flag(data, "a")).isEqualTo(json("{'key':'a','on':true,'variations':['x'],'version':7}"));
		assertThat(flag(data, "b")).isEqualTo(json("""
				{'key':'b','on':true,'variations':[{'nested':[1,null]}],'fallthrough':{'variation':0},'version':1}"""));
		assertThat(segment(data, "s")).isEqualTo(json("{'key':'s','included':['u'],'version':2}"));
	}

	@Test
	void readsFlagsValuesAndSegmentsFromYaml() {
		FullDataSet data = load("""
				# The flags of the shop
				flags:
				  a:
				    version: 7
				    on: true
				    variations: [x, 'true', 1.50, null]
				flagValues:
				  b: hello
				segments:
				  s:
				    included:
				      - u
				""");
		assertThat(flag(data, "a")).isEqualTo(json("""
				{'on':true,'variations':['x','true',1.50,null],'key':'a','version':7}"""));
		assertThat(flag(data, "b").at("/variations/0").stringValue()).isEqualTo("hello");
		assertThat(segment(data, "s")).isEqualTo(json("{'included':['u'],'key':'s','version':1}"));
	}

	@Test
	void itemIsStoredUnderTheKeyOfTheMapAndKeepsItsOwn() {
		FullDataSet data = load("{'flags': {'stored': {'key': 'own'}, 'without': {'key': null}}}");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("stored", "without");
		assertThat(flag(data, "stored").path("key").stringValue()).isEqualTo("own");
		assertThat(flag(data, "without").path("key").stringValue()).isEqualTo("without");
		assertThat(data.items(DataKinds.FEATURES).get("stored").evaluationKey()).isEqualTo("own");
	}

	@Test
	void missingVersionIsOne() {
		FullDataSet data = load("{'flags': {'a': {}, 'b': {'version': null}, 'c': {'version': 12}}}");
		assertThat(data.items(DataKinds.FEATURES).values()).extracting("version").containsExactly(1L, 1L, 12L);
	}

	@Test
	void numbersKeepTheirText() {
		FullDataSet data = load(
				"{'flags': {'a': {'variations': [1.0, 1E+2, 0.10, -0, 123456789012345678901234567890]}}}");
		assertThat(flagText(data, "a")).contains("[1.0,1E+2,0.10,-0,123456789012345678901234567890]");
	}

	@Test
	void unknownMembersOfAnItemAreKept() {
		FullDataSet data = load("{'flags': {'a': {'maintainer': {'name': 'Ann'}}}}");
		assertThat(flag(data, "a").at("/maintainer/name").stringValue()).isEqualTo("Ann");
	}

	@Test
	void unknownMembersOfTheFileAreSkipped() {
		FullDataSet data = load("{'$schema': {'flags': {'no': {}}}, 'flags': {'a': {}}, 'other': [[1]]}");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void collectionsMayBeMissingOrEmpty() {
		assertThat(load("{}").items(DataKinds.FEATURES)).isEmpty();
		assertThat(load("{'flags': null, 'segments': {}}").items(DataKinds.FEATURES)).isEmpty();
		assertThat(load("flags:\nsegments: {}\nflagValues: ~\n").items(DataKinds.FEATURES)).isEmpty();
		assertThat(load("{}").kinds()).containsExactlyInAnyOrder(DataKinds.FEATURES, DataKinds.SEGMENTS);
	}

	@Test
	void oneCollectionMayComeInParts() {
		FullDataSet data = load("{'flags': {'a': {}}, 'flags': {'b': {}}}");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("a", "b");
	}

	@Test
	void byteOrderMarkIsIgnored() {
		assertThat(load("\uFEFF{\"flags\": {\"a\": {}}}").items(DataKinds.FEATURES)).containsOnlyKeys("a");
		assertThat(load("\uFEFFflags:\n  a: {}\n").items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void jsonIsRecognizedAfterBlanks() {
		// YAML would refuse the tab
		assertThat(load(" \r\n\t{\"flags\":\n\t{\"a\": {}}}").items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void yamlMayBeginWithADocumentMarker() {
		assertThat(load("---\nflags: {a: {}}\n").items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void yamlNullsAndBooleansFollowTheCoreSchema() {
		FullDataSet data = load("""
				flagValues:
				  list: [~, null, NULL, Null, true, True, FALSE, '~', '', "true", yes, no, on, 0x1F, 1_000]
				""");
		assertThat(flag(data, "list").at("/variations/0")).isEqualTo(json("""
				[null, null, null, null, true, true, false, '~', '', 'true', 'yes', 'no', 'on', '0x1F', '1_000']"""));
	}

	@Test
	void yamlValueMayBeLeftOut() {
		FullDataSet data = load("flagValues:\n  a:\n  b: 1\n");
		assertThat(flag(data, "a").at("/variations/0").isNull()).isTrue();
	}

	@Test
	void yamlKeysAreText() {
		FullDataSet data = load("flagValues:\n  1: a\n  true: b\n  on: c\n");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("1", "true", "on");
	}

	@Test
	void yamlTagsOfJsonTypesAreObeyed() {
		FullDataSet data = load("flagValues:\n  a: !!str 5\n  b: !!int '7'\n");
		assertThat(flag(data, "a").at("/variations/0")).isEqualTo(json("'5'"));
		assertThat(flag(data, "b").at("/variations/0")).isEqualTo(json("7"));
	}

	@Test
	void filesAreMergedInOrder() {
		FullDataSet data = load(config(file("one", "{'flags': {'b': {}}, 'segments': {'x': {}}}"),
				file("two", "flags: {a: {}}\nsegments: {y: {}}\n"), file("three", "{'flagValues': {'c': 1}}")));
		assertThat(data.items(DataKinds.FEATURES).keySet()).containsExactly("b", "a", "c");
		assertThat(data.items(DataKinds.SEGMENTS).keySet()).containsExactly("x", "y");
	}

	@Test
	void flagAndSegmentMayShareAKey() {
		FullDataSet data = load("{'flags': {'a': {}}, 'segments': {'a': {}}}");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("a");
		assertThat(data.items(DataKinds.SEGMENTS)).containsOnlyKeys("a");
	}

	@Test
	void firstDefinitionWinsWhereThatIsAskedFor() {
		FullDataSet data = load(FileDataSourceConfig.builder()
			.file(file("one", "{'flagValues': {'a': 1}, 'flags': {'a': {}}, 'segments': {'s': {'salt': '1'}}}"))
			.file(file("two", "flagValues: {a: 2, b: 2}\nsegments: {s: {salt: '2'}}\n"))
			.duplicateKeys(DuplicateKeys.FIRST_WINS)
			.build());
		assertThat(flag(data, "a").at("/variations/0").intValue()).isEqualTo(1);
		assertThat(flag(data, "b").at("/variations/0").intValue()).isEqualTo(2);
		assertThat(segment(data, "s").path("salt").stringValue()).isEqualTo("1");
	}

	@Test
	void deletedItemIsATombstone() {
		FullDataSet data = load("{'flags': {'a': {'version': 3, 'deleted': true}}}");
		assertThat(data.items(DataKinds.FEATURES).get("a").isDeleted()).isTrue();
		assertThat(data.items(DataKinds.FEATURES).get("a").version()).isEqualTo(3);
	}

	@Test
	void oddKeysAndTextSurvive() {
		FullDataSet data = load("{'flags': {'$a/b~\\\\ \\n\u00e9\u20ac': {'salt': '\u00e9\\u0000'}, '': {}}}");
		assertThat(data.items(DataKinds.FEATURES)).containsOnlyKeys("$a/b~\\ \n\u00e9\u20ac", "");
		assertThat(flag(data, "$a/b~\\ \n\u00e9\u20ac").path("salt").stringValue()).isEqualTo("\u00e9\u0000");
	}

	@Test
	void jsonIsNotKeptUnlessAskedFor() {
		FullDataSet data = new FlagFileLoader(config(file("flags", "{'flags': {'a': {}}}")), false).load();
		assertThatIllegalStateException().isThrownBy(() -> flagText(data, "a"));
	}

	@Test
	void streamIsOpenedForEachLoad() {
		int[] opened = { 0 };
		FlagFileLoader loader = new FlagFileLoader(config(FlagFile.of("stream", () -> {
			opened[0]++;
			return new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
		})), false);
		loader.load();
		loader.load();
		assertThat(opened[0]).isEqualTo(2);
	}

}
