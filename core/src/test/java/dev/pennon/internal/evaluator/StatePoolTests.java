package dev.pennon.internal.evaluator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatePoolTests {

	private int made;

	private final StatePool pool = new StatePool((slot) -> {
		this.made++;
		return new EvaluationState(null, slot);
	});

	@Test
	void stateThatWasGivenBackIsTakenAgain() {
		EvaluationState state = this.pool.take();
		for (int i = 0; i < 10; i++) {
			this.pool.giveBack(state);
			assertThat(this.pool.take()).isSameAs(state);
		}
		assertThat(this.made).isEqualTo(1);
	}

	@Test
	void stateInUseIsNotTakenASecondTime() {
		EvaluationState state = this.pool.take();
		assertThat(this.pool.take()).isNotSameAs(state);
	}

	@Test
	void stateOfAnAbortedEvaluationIsReplaced() {
		EvaluationState aborted = this.pool.take();
		this.pool.discard(aborted);
		EvaluationState next = this.pool.take();
		assertThat(next).isNotSameAs(aborted);
		this.pool.giveBack(next);
		assertThat(this.pool.take()).isSameAs(next);
		assertThat(this.made).isEqualTo(2);
	}

	@Test
	void stateWithoutASlotCanBeGivenUpLikeAnyOther() {
		take(6).forEach(this.pool::discard);
		assertThat(take(4)).doesNotHaveDuplicates();
		assertThat(this.made).isEqualTo(10);
	}

	@Test
	void nestedEvaluationsKeepAFewStates() {
		List<EvaluationState> first = take(4);
		first.forEach(this.pool::giveBack);
		assertThat(take(4)).containsExactlyInAnyOrderElementsOf(first);
		assertThat(this.made).isEqualTo(4);
	}

	@Test
	void stateForWhichThereIsNoRoomIsLeftToTheGarbageCollector() {
		take(6).forEach(this.pool::giveBack);
		Set<EvaluationState> again = Collections.newSetFromMap(new IdentityHashMap<>());
		again.addAll(take(6));
		assertThat(again).hasSize(6);
		assertThat(this.made).isEqualTo(8);
	}

	@Test
	void stateGoesFromThreadToThread() throws InterruptedException {
		for (int i = 0; i < 200; i++) {
			Thread thread = new Thread(() -> this.pool.giveBack(this.pool.take()));
			thread.start();
			thread.join();
		}
		// As many as there are slots, since each thread begins at a slot of its own
		assertThat(this.made).isBetween(2, 64);
	}

	private List<EvaluationState> take(int count) {
		List<EvaluationState> states = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			states.add(this.pool.take());
		}
		return states;
	}

}
