package dev.pennon.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;

/**
 * A client whose flags all have one stage, and two systems that note who is asked and
 * answer with their own origin, or fail.
 */
final class MigrationFixture implements MigrationClient {

	static final EvaluationContext CONTEXT = EvaluationContext.of("a");

	private final List<MigrationOrigin> asked = Collections.synchronizedList(new ArrayList<>());

	private final List<MigrationOutcome> outcomes = new ArrayList<>();

	private MigrationStage stage = MigrationStage.SHADOW;

	private long checkRatio = 1;

	private @Nullable MigrationOrigin failing;

	MigrationFixture stage(MigrationStage stage) {
		this.stage = stage;
		return this;
	}

	MigrationFixture checkRatio(long ratio) {
		this.checkRatio = ratio;
		return this;
	}

	MigrationFixture failing(@Nullable MigrationOrigin origin) {
		this.failing = origin;
		return this;
	}

	MigrationBuilder<MigrationOrigin, MigrationOrigin, String> builder() {
		return Migration.<MigrationOrigin, MigrationOrigin, String>builder(this)
			.read((payload) -> ask(MigrationOrigin.OLD), (payload) -> ask(MigrationOrigin.NEW))
			.write((payload) -> ask(MigrationOrigin.OLD), (payload) -> ask(MigrationOrigin.NEW));
	}

	private MigrationOrigin ask(MigrationOrigin origin) {
		this.asked.add(origin);
		if (origin == this.failing) {
			throw new IllegalStateException("full");
		}
		return origin;
	}

	MigrationResult<MigrationOrigin> read(MigrationBuilder<MigrationOrigin, MigrationOrigin, String> builder) {
		return builder.build().read("flag", CONTEXT, MigrationStage.OFF, "payload");
	}

	MigrationWriteResult<MigrationOrigin> write(MigrationBuilder<MigrationOrigin, MigrationOrigin, String> builder) {
		return builder.build().write("flag", CONTEXT, MigrationStage.OFF, "payload");
	}

	/** Returns who was asked, in order, and forgets it. */
	List<MigrationOrigin> asked() {
		List<MigrationOrigin> asked = List.copyOf(this.asked);
		this.asked.clear();
		return asked;
	}

	/** Returns what was seen during the only operation so far, and forgets it. */
	MigrationOutcome outcome() {
		if (this.outcomes.size() != 1) {
			throw new AssertionError("operations tracked: " + this.outcomes);
		}
		return this.outcomes.remove(0);
	}

	FeatureFlag flag() {
		return DataKinds.FEATURES.decode("flag", """
				{"version": 1, "migration": {"checkRatio": %d}}""".formatted(this.checkRatio)
			.getBytes(StandardCharsets.UTF_8));
	}

	MigrationTracker tracker(String key, @Nullable EvaluationContext context) {
		return new MigrationTracker(key, flag(), context,
				new EvaluationDetail<>(this.stage, 0, EvaluationReason.fallthrough(false)), MigrationStage.OFF);
	}

	@Override
	public MigrationVariation migrationVariation(String key, @Nullable EvaluationContext context,
			MigrationStage defaultStage) {
		return new MigrationVariation(this.stage, tracker(key, context));
	}

	@Override
	public void trackMigration(MigrationTracker tracker) {
		MigrationOutcome outcome = tracker.outcome();
		if (outcome != null) {
			this.outcomes.add(outcome);
		}
	}

}
