package dev.pennon.event;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.context.EvaluationContextBuilder;
import dev.pennon.event.ContextJson.Anonymous;
import dev.pennon.internal.json.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is shown of contexts, and what is left out and listed.
 */
class ContextJsonTests {

	private static EvaluationContextBuilder user() {
		return EvaluationContext.builder("a")
			.name("n")
			.set("b", Json.read("{\"prop1\": 1, \"prop2\": 2}"))
			.set("c", Json.read("{\"prop1\": [1], \"prop2\": {\"sub1\": 3, \"sub2\": 4}}"))
			.set("d", "text");
	}

	private static void assertShown(UnaryOperator<EventsConfigurationBuilder> settings, EvaluationContext context,
			Anonymous anonymous, String expected) {
		ContextJson json = new ContextJson(settings.apply(EventsConfiguration.builder()).build());
		assertThat(Json.read(PayloadWriter.write((generator) -> json.write(generator, context, anonymous))))
			.isEqualTo(Json.read(expected));
	}

	private static UnaryOperator<EventsConfigurationBuilder> privately(String... paths) {
		List<AttributeReference> references = Stream.of(paths).map(AttributeReference::fromPath).toList();
		return (settings) -> settings.privateAttributes(references);
	}

	@Test
	void allIsShownOfAContextThatHasNothingPrivate() {
		assertShown((settings) -> settings, user().build(), Anonymous.REDACT, """
				{"kind": "user", "key": "a", "name": "n", "b": {"prop1": 1, "prop2": 2},
				 "c": {"prop1": [1], "prop2": {"sub1": 3, "sub2": 4}}, "d": "text"}""");
	}

	@Test
	void allAttributesPrivateLeavesKindKeyAndAnonymous() {
		assertShown((settings) -> settings.allAttributesPrivate(true), user().anonymous(true).build(), Anonymous.SHOW,
				"""
						{"kind": "user", "key": "a", "anonymous": true,
						 "_meta": {"redactedAttributes": ["name", "b", "c", "d"]}}""");
	}

	@Test
	void wholeAttributesArePrivateForAllOrForOneContext() {
		assertShown(privately("name", "missing"), user().privateAttributes("b").build(), Anonymous.SHOW, """
				{"kind": "user", "key": "a", "c": {"prop1": [1], "prop2": {"sub1": 3, "sub2": 4}}, "d": "text",
				 "_meta": {"redactedAttributes": ["name", "b"]}}""");
	}

	@Test
	void membersOfObjectsArePrivateAndTheRestIsShown() {
		assertShown(privately("/b/prop1"), user().privateAttributes("/c/prop2/sub1").build(), Anonymous.SHOW, """
				{"kind": "user", "key": "a", "name": "n", "b": {"prop2": 2},
				 "c": {"prop1": [1], "prop2": {"sub2": 4}}, "d": "text",
				 "_meta": {"redactedAttributes": ["/b/prop1", "/c/prop2/sub1"]}}""");
	}

	@Test
	void pathsThatLeadNowhereHideNothing() {
		assertShown(privately("/d/length", "/c/prop1/0", "/b/missing", "/name/first"), user().build(), Anonymous.SHOW,
				"""
						{"kind": "user", "key": "a", "name": "n", "b": {"prop1": 1, "prop2": 2},
						 "c": {"prop1": [1], "prop2": {"sub1": 3, "sub2": 4}}, "d": "text"}""");
	}

	@Test
	void namesWithSlashesAndTildesAreListedAsReferences() {
		EvaluationContext context = EvaluationContext.builder("a").set("x/y~z", 1).set("/w", 2).build();
		assertShown(privately("/x~1y~0z", "/~1w"), context, Anonymous.SHOW, """
				{"kind": "user", "key": "a", "_meta": {"redactedAttributes": ["x/y~z", "/~1w"]}}""");
	}

	@Test
	void kindKeyAndAnonymousAreNeverPrivate() {
		assertShown(privately("kind", "key", "anonymous"), EvaluationContext.builder("a").anonymous(true).build(),
				Anonymous.REDACT, "{\"kind\": \"user\", \"key\": \"a\", \"anonymous\": true}");
	}

	@Test
	void privateAttributesOfOneContextAreNoneOfAnother() {
		EvaluationContext both = EvaluationContext.multiBuilder()
			.add(EvaluationContext.builder("a").set("d", 1).privateAttributes("d").build())
			.add(EvaluationContext.builder("o").kind(ContextKind.of("org")).set("d", 2).build())
			.build();
		assertShown((settings) -> settings, both, Anonymous.SHOW, """
				{"kind": "multi", "user": {"key": "a", "_meta": {"redactedAttributes": ["d"]}},
				 "org": {"key": "o", "d": 2}}""");
	}

	@Test
	void onlyAnonymousMembersAreRedactedOrLeftOut() {
		EvaluationContext both = EvaluationContext.multiBuilder()
			.add(EvaluationContext.builder("a").anonymous(true).set("d", 1).build())
			.add(EvaluationContext.builder("o").kind(ContextKind.of("org")).set("d", 2).build())
			.build();
		assertShown((settings) -> settings, both, Anonymous.REDACT, """
				{"kind": "multi",
				 "user": {"key": "a", "anonymous": true, "_meta": {"redactedAttributes": ["d"]}},
				 "org": {"key": "o", "d": 2}}""");
		assertShown((settings) -> settings, both, Anonymous.OMIT, "{\"kind\": \"org\", \"key\": \"o\", \"d\": 2}");
	}

}
