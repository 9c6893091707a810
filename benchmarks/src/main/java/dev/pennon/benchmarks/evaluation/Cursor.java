package dev.pennon.benchmarks.evaluation;

import dev.pennon.benchmarks.data.Subjects;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Where a thread is in its rotation over flags and contexts.
 */
@State(Scope.Thread)
public class Cursor {

	private int flag;

	private int context;

	/** Where a thread leaves its answer that another one runs. */
	boolean answer;

	/**
	 * Goes to the next flag.
	 * @param count how many there are
	 * @return its place
	 */
	public int nextFlag(int count) {
		int next = this.flag + 1;
		this.flag = (next < count) ? next : 0;
		return this.flag;
	}

	/**
	 * Goes to the next context.
	 * @return its place
	 */
	public int nextContext() {
		int next = this.context + 1;
		this.context = (next < Subjects.COUNT) ? next : 0;
		return this.context;
	}

}
