package dev.pennon.internal.evaluator;

import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that evaluations on the common paths allocate nothing once they have run a few
 * times.
 */
class EvaluatorAllocationTests {

	private static final int EVALUATIONS = 10_000;

	private static final EvaluationContext CONTEXT = EvaluationContext.builder("user-key")
		.set("email", "someone@example.com")
		.set("country", "de")
		.set("age", 42)
		.set("score", 1.5)
		.build();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final EvaluationFixture fixture = new EvaluationFixture();

	private String expected = "";

	@BeforeEach
	void addSegments() {
		this.fixture.segment("big", "'included':[%s,'user-key']".formatted(strings(10_000)));
		this.fixture.segment("nested",
				"'rules':[{'clauses':[{'op':'segmentMatch','values':['missing','big']}],'weight':100000}],'salt':'s'");
	}

	private static String strings(int count) {
		return IntStream.range(0, count).mapToObj("'value-%d'"::formatted).collect(Collectors.joining(","));
	}

	@Test
	void fallthroughAllocatesNothing() {
		this.expected = "b FALLTHROUGH";
		assertAllocatesNothing(this.fixture.flag("flag", ""));
	}

	@Test
	void flagThatIsOffAllocatesNothing() {
		this.expected = "a OFF";
		assertAllocatesNothing(this.fixture.flag("flag", "'on':false"));
	}

	@Test
	void targetAllocatesNothing() {
		this.expected = "c TARGET_MATCH";
		assertAllocatesNothing(this.fixture.flag("flag",
				"'targets':[{'variation':2,'values':[%s,'user-key']}]".formatted(strings(1000))));
	}

	@Test
	void rulesAllocateNothing() {
		this.expected = "c RULE_MATCH(4)";
		String never = "{'variation':0,'clauses':[{'attribute':'email','op':'endsWith','values':['@example.com']},"
				+ "{'attribute':'country','op':'in','values':[%s]}]}".formatted(strings(20));
		String last = "{'variation':2,'clauses':[{'attribute':'email','op':'endsWith','values':['@example.com']},"
				+ "{'attribute':'country','op':'in','values':[%s,'de']},".formatted(strings(19))
				+ "{'attribute':'age','op':'greaterThan','values':[41]},{'attribute':'age','op':'in','values':[1,42]},"
				+ "{'attribute':'score','op':'in','values':[1,1.5]}]}";
		assertAllocatesNothing(
				this.fixture.flag("flag", "'rules':[%s,%s,%s,%s,%s]".formatted(never, never, never, never, last)));
	}

	@Test
	void rolloutAllocatesNothing() {
		this.expected = "b FALLTHROUGH";
		assertAllocatesNothing(this.fixture.flag("flag",
				"'fallthrough':{'rollout':{'variations':[{'variation':0,'weight':1},{'variation':1,'weight':99999}]}}"));
	}

	@Test
	void segmentAllocatesNothing() {
		this.expected = "c RULE_MATCH(0,rule)";
		assertAllocatesNothing(this.fixture.flagWithClause("{'op':'segmentMatch','values':['big']}"));
	}

	@Test
	void nestedSegmentWithWeightAllocatesNothing() {
		this.expected = "c RULE_MATCH(0,rule)";
		assertAllocatesNothing(this.fixture.flagWithClause("{'op':'segmentMatch','values':['nested']}"));
	}

	@Test
	void prerequisitesAllocateNothing() {
		this.expected = "b FALLTHROUGH";
		this.fixture.flag("p3", "");
		this.fixture.flag("p2", "'prerequisites':[{'key':'p3','variation':1}]");
		this.fixture.flag("p1", "'prerequisites':[{'key':'p2','variation':1}]");
		assertAllocatesNothing(this.fixture.flag("flag", "'prerequisites':[{'key':'p1','variation':1}]"));
	}

	@Test
	void flagsOfAllKindsInTurnsAllocateNothing() {
		this.fixture.flag("needed", "");
		assertAllocateNothing(this.fixture.flag("fallthrough", ""),
				this.fixture.flag("target", "'targets':[{'variation':2,'values':['user-key']}]"),
				this.fixture.flag("rule",
						"'rules':[{'variation':2,'clauses':[{'attribute':'country','op':'in','values':['de']}]}]"),
				this.fixture.flag("rollout",
						"'fallthrough':{'rollout':{'variations':[{'variation':0,'weight':1},{'variation':1,'weight':99999}]}}"),
				this.fixture.flag("segment",
						"'rules':[{'variation':2,'clauses':[{'op':'segmentMatch','values':['big']}]}]"),
				this.fixture.flag("prerequisite", "'prerequisites':[{'key':'needed','variation':1}]"));
	}

	private void assertAllocatesNothing(FeatureFlag flag) {
		assertThat(this.fixture.outcome(flag, CONTEXT)).isEqualTo(this.expected);
		assertAllocateNothing(flag);
	}

	private void assertAllocateNothing(FeatureFlag... flags) {
		long least = Long.MAX_VALUE;
		// Until the compiler is done with the code, it may allocate on this thread's
		// account.
		for (int round = 0; round < 20 && least > 0; round++) {
			long before = this.threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < EVALUATIONS; i++) {
				this.fixture.evaluator().evaluate(flags[i % flags.length], CONTEXT, this.fixture, null);
			}
			least = Math.min(least, this.threads.getCurrentThreadAllocatedBytes() - before);
		}
		assertThat(least).isZero();
	}

}
