package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManualTimeTests {

	private final ManualTime time = new ManualTime();

	private final List<String> runs = new ArrayList<>();

	@Test
	void clockAndTickerMoveTogether() {
		Instant instant = this.time.instant();
		long nanos = this.time.nanos();
		this.time.advance(Duration.ofMillis(1500));
		assertThat(Duration.between(instant, this.time.instant())).isEqualTo(Duration.ofMillis(1500));
		assertThat(this.time.nanos() - nanos).isEqualTo(1_500_000_000L);
		assertThat(this.time.nanos()).isNegative();
	}

	@Test
	void tasksRunInTheOrderOfTheirMoments() {
		schedule(3, "c");
		schedule(1, "a");
		schedule(1, "b");
		assertThat(this.time.waitingTasks()).isEqualTo(3);
		assertThat(this.time.untilNextTask()).isEqualTo(Duration.ofSeconds(1));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.runs).containsExactly("a at 1", "b at 1");
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.runs).containsExactly("a at 1", "b at 1", "c at 3");
		assertThat(this.time.untilNextTask()).isNull();
	}

	@Test
	void taskMayScheduleAnother() {
		this.time.schedule(Duration.ofSeconds(1), () -> schedule(2, "later"));
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.runs).containsExactly("later at 3");
		assertThat(this.time.elapsed()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void taskWithoutDelayRunsAtTheNextAdvance() {
		schedule(-1, "now");
		assertThat(this.runs).isEmpty();
		this.time.advance(Duration.ZERO);
		assertThat(this.runs).containsExactly("now at 0");
	}

	@Test
	void repeatedTaskRunsUntilItIsCancelled() {
		Scheduler.Cancellable task = this.time.scheduleWithFixedDelay(Duration.ofSeconds(1), Duration.ofSeconds(2),
				() -> run("tick"));
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.runs).containsExactly("tick at 1", "tick at 3", "tick at 5");
		task.cancel();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.runs).hasSize(3);
	}

	@Test
	void failingTaskGoesOn() {
		this.time.scheduleWithFixedDelay(Duration.ZERO, Duration.ofSeconds(1), () -> {
			run("try");
			throw new IllegalStateException("on purpose");
		});
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.runs).containsExactly("try at 0", "try at 1");
	}

	@Test
	void nothingRunsAfterClose() {
		schedule(1, "a");
		this.time.close();
		schedule(1, "b");
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.runs).isEmpty();
		assertThat(this.time.waitingTasks()).isZero();
	}

	private void schedule(long seconds, String name) {
		this.time.schedule(Duration.ofSeconds(seconds), () -> run(name));
	}

	private void run(String name) {
		this.runs.add(name + " at " + this.time.elapsed().toSeconds());
	}

}
