package dev.pennon.migration;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether both systems have given the same: when that is checked, and how often.
 */
class MigrationConsistencyTests {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(MigrationTracker.class);

	private final MigrationFixture fixture = new MigrationFixture();

	@ParameterizedTest
	@EnumSource(value = MigrationStage.class, names = { "SHADOW", "LIVE" })
	void comparisonGetsOldAndNewInThisOrder(MigrationStage stage) {
		List<List<MigrationOrigin>> compared = new ArrayList<>();
		this.fixture.stage(stage).read(this.fixture.builder().compareReads((first, second) -> {
			compared.add(List.of(first, second));
			return true;
		}));
		assertThat(compared).containsExactly(List.of(MigrationOrigin.OLD, MigrationOrigin.NEW));
		assertThat(this.fixture.outcome().consistent()).isTrue();
	}

	@Test
	void differenceIsTold() {
		this.fixture.read(this.fixture.builder().compareReads(Object::equals));
		assertThat(this.fixture.outcome().consistent()).isFalse();
	}

	@Test
	void nothingIsComparedWithoutAComparison() {
		this.fixture.read(this.fixture.builder());
		assertThat(this.fixture.outcome().consistent()).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = MigrationStage.class, names = { "OFF", "DUAL_WRITE", "RAMP_DOWN", "COMPLETE" })
	void nothingIsComparedWhereOneSystemIsRead(MigrationStage stage) {
		this.fixture.stage(stage).read(this.fixture.builder().compareReads(Object::equals));
		assertThat(this.fixture.outcome().consistent()).isNull();
	}

	@Test
	void comparisonThatThrowsIsLoggedAndHarmsNobody() {
		MigrationResult<MigrationOrigin> result = this.fixture
			.read(this.fixture.builder().compareReads((first, second) -> {
				throw new IllegalStateException("no");
			}));
		assertThat(result.isSuccess()).isTrue();
		assertThat(this.fixture.outcome().consistent()).isNull();
		assertThat(this.log.messages(Level.ERROR)).singleElement().asString().contains("'flag'");
	}

	// One in ten: less than half or more than double of that has no chance to happen
	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "1, 10000, 10000", "10, 500, 2000" })
	void checkRatioSaysHowManyReadsThereAreForEachComparison(long ratio, int least, int most) {
		List<MigrationOrigin> compared = new ArrayList<>();
		MigrationTracker tracker = this.fixture.checkRatio(ratio).tracker("flag", MigrationFixture.CONTEXT);
		for (int i = 0; i < 10_000; i++) {
			tracker.consistency(() -> compared.add(MigrationOrigin.OLD));
		}
		assertThat(compared).hasSizeBetween(least, most);
		tracker.operation(MigrationOperation.READ);
		tracker.invoked(MigrationOrigin.OLD);
		tracker.invoked(MigrationOrigin.NEW);
		MigrationOutcome outcome = tracker.outcome();
		assertThat(outcome).isNotNull();
		assertThat(outcome.checkRatio()).isEqualTo(ratio);
		assertThat(outcome.consistent() != null).isEqualTo(most > 0);
	}

}
