package dev.pennon.migration;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which systems are asked in each stage, in which order, and what the caller gets.
 */
class MigrationTests {

	private static final long LIMIT_SECONDS = 60;

	private final MigrationFixture fixture = new MigrationFixture();

	private static List<MigrationOrigin> origins(String names) {
		return List.of(names.split(" ")).stream().map(MigrationOrigin::valueOf).toList();
	}

	@ParameterizedTest
	@CsvSource({ "OFF, OLD", "DUAL_WRITE, OLD", "SHADOW, OLD NEW", "LIVE, NEW OLD", "RAMP_DOWN, NEW", "COMPLETE, NEW" })
	void serialReadAsksTheSystemWithTheSayFirst(MigrationStage stage, String expected) {
		MigrationResult<MigrationOrigin> result = this.fixture.stage(stage)
			.read(this.fixture.builder().serialReads(false));
		assertThat(this.fixture.asked()).isEqualTo(origins(expected));
		assertThat(result).isEqualTo(new MigrationResult<>(origins(expected).get(0), origins(expected).get(0), null));
		assertThat(this.fixture.outcome().operation()).isEqualTo(MigrationOperation.READ);
	}

	@ParameterizedTest
	@CsvSource({ "OFF, OLD", "DUAL_WRITE, OLD", "SHADOW, OLD NEW", "LIVE, NEW OLD", "RAMP_DOWN, NEW", "COMPLETE, NEW" })
	void randomReadAsksTheSameSystemsInAnyOrder(MigrationStage stage, String expected) {
		MigrationBuilder<MigrationOrigin, MigrationOrigin, String> builder = this.fixture.stage(stage)
			.builder()
			.serialReads(true);
		Set<List<MigrationOrigin>> orders = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			assertThat(this.fixture.read(builder).origin()).isEqualTo(origins(expected).get(0));
			orders.add(this.fixture.asked());
			assertThat(this.fixture.outcome().invoked()).containsExactlyInAnyOrderElementsOf(origins(expected));
		}
		assertThat(orders).hasSize(origins(expected).size())
			.allSatisfy((order) -> assertThat(order).containsExactlyInAnyOrderElementsOf(origins(expected)));
	}

	@ParameterizedTest
	@CsvSource({ "OFF, OLD", "DUAL_WRITE, OLD", "SHADOW, OLD NEW", "LIVE, NEW OLD", "RAMP_DOWN, NEW", "COMPLETE, NEW" })
	void concurrentReadAsksTheSameSystems(MigrationStage stage, String expected) {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			MigrationResult<MigrationOrigin> result = this.fixture.stage(stage)
				.read(this.fixture.builder().concurrentReads(executor));
			assertThat(this.fixture.asked()).containsExactlyInAnyOrderElementsOf(origins(expected));
			assertThat(result.value()).isEqualTo(origins(expected).get(0));
			assertThat(this.fixture.outcome().invoked()).containsExactlyInAnyOrderElementsOf(origins(expected));
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void concurrentReadsHappenAtTheSameTime() {
		CountDownLatch both = new CountDownLatch(2);
		MigrationSource<String, Boolean> meeting = (payload) -> {
			both.countDown();
			return both.await(LIMIT_SECONDS, TimeUnit.SECONDS);
		};
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Migration<Boolean, Boolean, String> migration = Migration.<Boolean, Boolean, String>builder(this.fixture)
				.read(meeting, meeting)
				.write(meeting, meeting)
				.concurrentReads(executor)
				.build();
			assertThat(migration.read("flag", MigrationFixture.CONTEXT, MigrationStage.OFF, "").value()).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void executorWithoutRoomCostsNothingButTime() {
		MigrationResult<MigrationOrigin> result = this.fixture.read(this.fixture.builder().concurrentReads((task) -> {
			throw new RejectedExecutionException("full");
		}));
		assertThat(this.fixture.asked()).containsExactly(MigrationOrigin.OLD, MigrationOrigin.NEW);
		assertThat(result.isSuccess()).isTrue();
	}

	@Test
	void interruptedCallerGetsItsResultAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		MigrationResult<MigrationOrigin> result = this.fixture
			.read(this.fixture.builder().compareReads(Object::equals).concurrentReads((task) -> {
			}));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result.value()).isEqualTo(MigrationOrigin.OLD);
		assertThat(this.fixture.outcome().consistent()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "OFF, OLD", "DUAL_WRITE, OLD NEW", "SHADOW, OLD NEW", "LIVE, NEW OLD", "RAMP_DOWN, NEW OLD",
			"COMPLETE, NEW" })
	void writeAsksTheSystemWithTheSayFirst(MigrationStage stage, String expected) {
		MigrationWriteResult<MigrationOrigin> result = this.fixture.stage(stage).write(this.fixture.builder());
		assertThat(this.fixture.asked()).isEqualTo(origins(expected));
		assertThat(result.authoritative().value()).isEqualTo(origins(expected).get(0));
		assertThat((result.other() != null) ? 2 : 1).isEqualTo(origins(expected).size());
		MigrationOutcome outcome = this.fixture.outcome();
		assertThat(outcome.operation()).isEqualTo(MigrationOperation.WRITE);
		assertThat(outcome.invoked()).containsExactlyInAnyOrderElementsOf(origins(expected));
		assertThat(outcome.consistent()).isNull();
	}

	@ParameterizedTest
	@EnumSource(MigrationStage.class)
	void failedWriteOfTheSystemWithTheSayIsTheOnlyOne(MigrationStage stage) {
		MigrationWriteResult<MigrationOrigin> result = this.fixture.stage(stage)
			.failing(stage.authority())
			.write(this.fixture.builder());
		assertThat(this.fixture.asked()).containsExactly(stage.authority());
		assertThat(result.authoritative().failure()).isInstanceOf(IllegalStateException.class);
		assertThat(result.other()).isNull();
		assertThat(this.fixture.outcome().errors()).containsExactly(stage.authority());
	}

	@ParameterizedTest
	@EnumSource(value = MigrationStage.class, names = { "DUAL_WRITE", "SHADOW", "LIVE", "RAMP_DOWN" })
	void failedWriteOfTheOtherSystemHarmsNobody(MigrationStage stage) {
		MigrationWriteResult<MigrationOrigin> result = this.fixture.stage(stage)
			.failing(stage.authority().other())
			.write(this.fixture.builder());
		assertThat(result.authoritative().isSuccess()).isTrue();
		assertThat(result.other()).isNotNull();
		assertThat(result.other().isSuccess()).isFalse();
		assertThat(this.fixture.outcome().errors()).containsExactly(stage.authority().other());
	}

	@ParameterizedTest
	@EnumSource(value = MigrationStage.class, names = { "SHADOW", "LIVE" })
	void failedReadOfEitherSystemDoesNotKeepTheOtherFromBeingAsked(MigrationStage stage) {
		for (MigrationOrigin failing : MigrationOrigin.values()) {
			MigrationResult<MigrationOrigin> result = this.fixture.stage(stage)
				.failing(failing)
				.read(this.fixture.builder().compareReads(Object::equals));
			assertThat(result.origin()).isEqualTo(stage.authority());
			assertThat(result.isSuccess()).isEqualTo(failing != stage.authority());
			assertThat(this.fixture.asked()).hasSize(2);
			MigrationOutcome outcome = this.fixture.outcome();
			assertThat(outcome.errors()).containsExactly(failing);
			assertThat(outcome.latencies()).containsOnlyKeys(MigrationOrigin.values());
			assertThat(outcome.consistent()).isNull();
		}
	}

	@Test
	void neitherLatencyNorErrorsAreMeasuredUnlessWanted() {
		this.fixture.failing(MigrationOrigin.NEW).read(this.fixture.builder().trackLatency(false).trackErrors(false));
		MigrationOutcome outcome = this.fixture.outcome();
		assertThat(outcome.latencies()).isEmpty();
		assertThat(outcome.errors()).isEmpty();
		assertThat(outcome.invoked()).isEqualTo(EnumSet.allOf(MigrationOrigin.class));
	}

	@Test
	void migrationMustKnowHowToReadAndHowToWrite() {
		MigrationBuilder<String, String, String> builder = Migration.builder(this.fixture);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("set 'read'");
		builder.read((payload) -> payload, (payload) -> payload);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("set 'write'");
	}

}
