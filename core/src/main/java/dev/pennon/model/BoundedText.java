package dev.pennon.model;

import java.util.regex.Pattern;

/**
 * A text that may be read only so many times, so that a regular expression which
 * backtracks without end is given up. One instance is for one search by one thread.
 */
final class BoundedText implements CharSequence {

	/** Texts longer than this, in characters, are not searched. */
	static final int MAX_LENGTH = 100_000;

	/** Characters that a search may look at; some ten milliseconds. */
	static final int MAX_STEPS = 1_000_000;

	private final String text;

	private int stepsLeft = MAX_STEPS;

	private BoundedText(String text) {
		this.text = text;
	}

	/**
	 * Returns whether a pattern is found anywhere in a text.
	 * @throws ExceededException if the text is too long or the search too expensive
	 */
	static boolean find(Pattern pattern, String text) {
		if (text.length() > MAX_LENGTH) {
			throw ExceededException.INSTANCE;
		}
		try {
			return pattern.matcher(new BoundedText(text)).find();
		}
		catch (StackOverflowError ex) {
			// java.util.regex descends once for each repetition of a group.
			throw ExceededException.INSTANCE;
		}
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public char charAt(int index) {
		if (--this.stepsLeft < 0) {
			throw ExceededException.INSTANCE;
		}
		return this.text.charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.subSequence(start, end);
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * The search was given up. There is only one instance, without a stack trace.
	 */
	@SuppressWarnings("StaticAssignmentOfThrowable")
	static final class ExceededException extends RuntimeException {

		private static final ExceededException INSTANCE = new ExceededException();

		private ExceededException() {
			super("The search was given up", null, false, false);
		}

	}

}
