package dev.pennon.context;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EvaluationContextTests {

	private static final ContextKind ORG = ContextKind.of("org");

	@Test
	void aSingleContextIsItsOwnIndividual() {
		EvaluationContext context = EvaluationContext.of(ORG, "o");
		assertThat(context.isMultiple()).isFalse();
		assertThat(context.individualCount()).isEqualTo(1);
		assertThat(context.individual(0)).isSameAs(context);
		assertThat(context.individual(ContextKind.of("org"))).isSameAs(context);
		assertThat(context.individual(ContextKind.USER)).isNull();
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> context.individual(1));
	}

	@Test
	void individualsAreInTheOrderOfTheirKinds() {
		EvaluationContext user = EvaluationContext.of("u");
		EvaluationContext org = EvaluationContext.of(ORG, "o");
		EvaluationContext context = EvaluationContext.multiBuilder().add(user).add(org).build();
		assertThat(context.isMultiple()).isTrue();
		assertThat(context.kind()).isSameAs(ContextKind.MULTI);
		assertThat(context.key()).isEmpty();
		assertThat(context.individualCount()).isEqualTo(2);
		assertThat(context.individual(0)).isSameAs(org);
		assertThat(context.individual(1)).isSameAs(user);
		assertThat(context.individual(ContextKind.of("org"))).isSameAs(org);
		assertThat(context.individual(ContextKind.USER)).isSameAs(user);
		assertThat(context.individual(ContextKind.of("device"))).isNull();
		assertThat(context.individual(ContextKind.MULTI)).isNull();
		assertThat(context.toJson()).isEqualTo("{\"kind\":\"multi\",\"org\":{\"key\":\"o\"},\"user\":{\"key\":\"u\"}}");
	}

	@Test
	void aContextOfSeveralHasOnlyAKind() {
		EvaluationContext context = multi(EvaluationContext.of("u"), EvaluationContext.of(ORG, "o"));
		assertThat(context.value("kind")).hasToString("\"multi\"");
		for (String name : List.of("key", "name", "anonymous", "attr")) {
			assertThat(context.value(name)).isNull();
		}
		assertThat(context.attributeNames()).isEmpty();
		assertThat(context.privateAttributes()).isEmpty();
	}

	@Test
	void aContextOfOneIsThatOne() {
		EvaluationContext org = EvaluationContext.of(ORG, "o");
		assertThat(multi(org)).isSameAs(org);
	}

	@Test
	void contextsOfSeveralAreFlattened() {
		EvaluationContext user = EvaluationContext.of("u");
		EvaluationContext org = EvaluationContext.of(ORG, "o");
		EvaluationContext device = EvaluationContext.of(ContextKind.of("device"), "d");
		assertThat(multi(multi(user, org), device)).isEqualTo(multi(user, org, device));
	}

	@Test
	void aContextOfNoneIsInvalid() {
		assertThat(EvaluationContext.multiBuilder().build().error()).contains("no kinds");
	}

	@Test
	void aContextHasEachKindOnce() {
		assertThat(multi(EvaluationContext.of("a"), EvaluationContext.of("b")).error())
			.contains("more than one context of kind \"user\"");
	}

	@Test
	@SuppressWarnings("NullAway")
	void allErrorsOfAContextOfSeveralAreJoined() {
		EvaluationContext context = multi(EvaluationContext.of(""), EvaluationContext.of(ContextKind.of("a b"), "x"),
				EvaluationContext.of("u"), null);
		assertThat(context.error()).contains("has no key").contains(", ").contains("U+0020").contains("null");
		assertThat(context.individualCount()).isZero();
	}

	@ParameterizedTest(name = "{0} {1} is {2}")
	@CsvSource({ "user, a, a", "user, a:b%c, a:b%c", "org, a, org:a", "org, a:b, org:a%3Ab", "org, a%b, org:a%25b",
			"org, a%3Ab:, org:a%253Ab%3A", "o.r-g_1, /a b, o.r-g_1:/a b" })
	void singleFullyQualifiedKey(String kind, String key, String expected) {
		assertThat(EvaluationContext.of(ContextKind.of(kind), key).fullyQualifiedKey()).isEqualTo(expected);
	}

	@Test
	void multipleFullyQualifiedKey() {
		EvaluationContext context = multi(EvaluationContext.of("u:1%"), EvaluationContext.of(ORG, "o"));
		assertThat(context.fullyQualifiedKey()).isEqualTo("org:o:user:u%3A1%25");
	}

	@Test
	void textShowsNoAttributes() {
		EvaluationContext context = EvaluationContext.builder("u").name("secret").set("email", "secret").build();
		assertThat(context).hasToString("u");
		assertThat(multi(context, EvaluationContext.of(ORG, "o"))).hasToString("org:o:user:u");
		assertThat(EvaluationContext.of("").toString()).startsWith("invalid context: ");
	}

	@Test
	void readingAllocatesNothing() {
		EvaluationContext context = multi(EvaluationContext.of(ORG, "o"),
				EvaluationContext.fromJson("{\"kind\":\"user\",\"key\":\"u\",\"a\":1,\"b\":{\"c\":[2]}}"));
		AttributeReference path = AttributeReference.fromPath("/b/c");
		AttributeReference name = AttributeReference.fromPath("name");
		ContextKind user = ContextKind.of("user");
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		read(context, user, path, name);
		long before = threads.getCurrentThreadAllocatedBytes();
		int found = 0;
		for (int i = 0; i < 10_000; i++) {
			found += read(context, user, path, name);
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(found).isEqualTo(50_000);
		assertThat(allocated).isLessThan(10_000);
	}

	private static int read(EvaluationContext context, ContextKind kind, AttributeReference path,
			AttributeReference name) {
		EvaluationContext individual = context.individual(kind);
		if (individual == null) {
			return 0;
		}
		int found = individual.key().isEmpty() ? 0 : 1;
		found += (individual.value("a") != null) ? 1 : 0;
		found += (individual.value("kind") != null) ? 1 : 0;
		found += (individual.value("anonymous") != null) ? 1 : 0;
		found += (individual.value(path) != null) ? 1 : 0;
		found += (individual.value(name) != null) ? 1 : 0;
		return found;
	}

	private static EvaluationContext multi(EvaluationContext... contexts) {
		MultiContextBuilder builder = EvaluationContext.multiBuilder();
		for (EvaluationContext context : contexts) {
			builder.add(context);
		}
		return builder.build();
	}

}
