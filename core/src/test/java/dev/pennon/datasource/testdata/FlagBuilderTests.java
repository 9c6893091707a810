package dev.pennon.datasource.testdata;

import java.util.Map;

import dev.pennon.context.ContextKind;
import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlagBuilderTests {

	private static final ContextKind ORG = ContextKind.of("org");

	private final FlagBuilder flag = new FlagBuilder("a");

	@Test
	void newFlagIsABooleanFlagThatIsOn() {
		assertThat(this.flag.json()).isEqualTo(json("""
				{'key':'a','on':true,'variations':[true,false],'offVariation':1,'fallthrough':{'variation':0},
				 'targets':[],'contextTargets':[],'rules':[],'prerequisites':[]}"""));
	}

	@Test
	void turnsOff() {
		assertThat(property(this.flag.on(false), "on")).isEqualTo(json("false"));
	}

	@Test
	void setsBooleanVariations() {
		this.flag.fallthroughVariation(false).offVariation(true);
		assertThat(property(this.flag, "fallthrough")).isEqualTo(json("{'variation':1}"));
		assertThat(property(this.flag, "offVariation")).isEqualTo(json("0"));
	}

	@Test
	void setsVariationsOfAnyType() {
		this.flag.variations("text", 1, 2.5, null, true, Map.of("a", 1), json("[1]"))
			.fallthroughVariation(5)
			.offVariation(3);
		assertThat(property(this.flag, "variations")).isEqualTo(json("['text',1,2.5,null,true,{'a':1},[1]]"));
		assertThat(property(this.flag, "fallthrough")).isEqualTo(json("{'variation':5}"));
		assertThat(property(this.flag, "offVariation")).isEqualTo(json("3"));
	}

	@Test
	void booleanFlagReplacesOtherVariations() {
		this.flag.variations("x", "y", "z").fallthroughVariation(2).offVariation(2).booleanFlag();
		assertThat(this.flag.json()).isEqualTo(new FlagBuilder("a").json());
	}

	@Test
	void booleanFlagKeepsWhatABooleanFlagHas() {
		this.flag.fallthroughVariation(false).booleanFlag();
		assertThat(property(this.flag, "fallthrough")).isEqualTo(json("{'variation':1}"));
	}

	@Test
	void variationForAllTurnsOnAndRemovesTargetsAndRules() {
		this.flag.on(false).variationForUser("u", true).ifMatch("name", "Ann").thenReturn(true);
		this.flag.variationForAll(false);
		assertThat(this.flag.json()).isEqualTo(new FlagBuilder("a").fallthroughVariation(false).json());
	}

	@Test
	void valueForAllIsTheOnlyVariation() {
		this.flag.valueForAll(Map.of("color", "red"));
		assertThat(property(this.flag, "variations")).isEqualTo(json("[{'color':'red'}]"));
		assertThat(property(this.flag, "fallthrough")).isEqualTo(json("{'variation':0}"));
		assertThat(property(new FlagBuilder("b").valueForAll(null), "variations")).isEqualTo(json("[null]"));
	}

	@Test
	void targetsUsersByKey() {
		this.flag.variationForUser("x", true).variationForUser("y", false).variationForUser("z", 1);
		assertThat(property(this.flag, "targets"))
			.isEqualTo(json("[{'variation':0,'values':['x']},{'variation':1,'values':['y','z']}]"));
		assertThat(property(this.flag, "contextTargets")).isEqualTo(
				json("""
						[{'contextKind':'user','variation':0,'values':[]},{'contextKind':'user','variation':1,'values':[]}]"""));
	}

	@Test
	void targetsContextsOfOtherKindsByKey() {
		this.flag.variationForKey(ORG, "x", true).variationForKey(ContextKind.USER, "u", false);
		assertThat(property(this.flag, "targets")).isEqualTo(json("[{'variation':1,'values':['u']}]"));
		assertThat(property(this.flag, "contextTargets")).isEqualTo(
				json("""
						[{'contextKind':'org','variation':0,'values':['x']},{'contextKind':'user','variation':1,'values':[]}]"""));
	}

	@Test
	void lastTargetOfAContextCounts() {
		this.flag.variationForUser("x", true).variationForUser("x", false);
		assertThat(property(this.flag, "targets")).isEqualTo(json("[{'variation':1,'values':['x']}]"));
		this.flag.clearTargets();
		assertThat(property(this.flag, "targets")).isEqualTo(json("[]"));
	}

	@Test
	void addsRules() {
		this.flag.ifMatch("name", "Ann", "Bob")
			.andNotMatch(ORG, "/plan/name", "free", 0)
			.thenReturn(false)
			.ifNotMatch("country", "se")
			.andMatch("beta", true)
			.thenReturn(0);
		assertThat(property(this.flag, "rules")).isEqualTo(json("""
				[{'id':'rule0','variation':1,'clauses':[
				  {'contextKind':'user','attribute':'name','op':'in','negate':false,'values':['Ann','Bob']},
				  {'contextKind':'org','attribute':'/plan/name','op':'in','negate':true,'values':['free',0]}]},
				 {'id':'rule1','variation':0,'clauses':[
				  {'contextKind':'user','attribute':'country','op':'in','negate':true,'values':['se']},
				  {'contextKind':'user','attribute':'beta','op':'in','negate':false,'values':[true]}]}]"""));
		this.flag.clearRules();
		assertThat(property(this.flag, "rules")).isEqualTo(json("[]"));
	}

	@Test
	void ruleCountsOnlyOnceItReturnsSomething() {
		this.flag.ifMatch(ORG, "name", "x");
		this.flag.ifNotMatch(ORG, "name", "x");
		assertThat(property(this.flag, "rules")).isEqualTo(json("[]"));
	}

	@Test
	void addsPrerequisites() {
		this.flag.prerequisite("p", 1).prerequisite("q", 0).prerequisite("p", 2);
		assertThat(property(this.flag, "prerequisites"))
			.isEqualTo(json("[{'key':'p','variation':2},{'key':'q','variation':0}]"));
		this.flag.clearPrerequisites();
		assertThat(property(this.flag, "prerequisites")).isEqualTo(json("[]"));
	}

	@Test
	void setsRatios() {
		this.flag.samplingRatio(10).migrationCheckRatio(5);
		assertThat(property(this.flag, "samplingRatio")).isEqualTo(json("10"));
		assertThat(property(this.flag, "migration")).isEqualTo(json("{'checkRatio':5}"));
	}

	@Test
	void copyIsIndependent() {
		this.flag.variationForUser("u", true).prerequisite("p", 0).samplingRatio(2).ifMatch("name", "x").thenReturn(0);
		JsonNode before = this.flag.json();
		FlagBuilder copy = this.flag.copy();
		assertThat(copy.json()).isEqualTo(before);
		copy.on(false)
			.variationForUser("v", true)
			.prerequisite("q", 0)
			.samplingRatio(3)
			.variations(1)
			.ifMatch("name", "y")
			.thenReturn(0);
		assertThat(this.flag.json()).isEqualTo(before);
	}

	@Test
	void valueThatIsNoJsonIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.flag.variations((Object) new byte[] { 1 }));
	}

	@Test
	void everyFlagCanBeDecoded() {
		this.flag.variationForKey(ORG, "x", true).prerequisite("p", 0).samplingRatio(2).migrationCheckRatio(3);
		this.flag.ifMatch("name", "x").thenReturn(0);
		byte[] text = Json.mapper().writeValueAsBytes(this.flag.json());
		assertThat(DataKinds.FEATURES.decode("a", text).prerequisites()).hasSize(1);
	}

	private static JsonNode property(FlagBuilder builder, String name) {
		return Json.read(Json.write(builder.json().get(name)));
	}

	private static JsonNode json(String text) {
		return Json.mapper().readTree(text.replace('\'', '"'));
	}

}
