package dev.pennon.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Reads a date and time as RFC 3339 writes them: with seconds and an offset, without leap
 * seconds. Fractions of a second are read to the nanosecond.
 */
final class Rfc3339 {

	private static final int NANO_DIGITS = 9;

	private static final int SECONDS_END = 19;

	private final String text;

	private int position;

	private boolean wellFormed = true;

	private Rfc3339(String text) {
		this.text = text;
	}

	/** The instant that a text names, or null if the text is something else. */
	static @Nullable Instant parse(String text) {
		if (text.length() <= SECONDS_END) {
			return null;
		}
		return new Rfc3339(text).read();
	}

	private @Nullable Instant read() {
		int year = digits(4);
		expect('-');
		int month = digits(2);
		expect('-');
		int day = digits(2);
		expect('T');
		int hour = digits(2);
		expect(':');
		int minute = digits(2);
		expect(':');
		int second = digits(2);
		int nano = fraction();
		int offset = offsetInMinutes();
		if (!this.wellFormed || this.position != this.text.length()) {
			return null;
		}
		try {
			return LocalDateTime.of(year, month, day, hour, minute, second, nano)
				.minusMinutes(offset)
				.toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private int fraction() {
		if (peek() != '.') {
			return 0;
		}
		this.position++;
		int start = this.position;
		int nano = 0;
		while (isDigit(peek())) {
			if (this.position - start < NANO_DIGITS) {
				nano = nano * 10 + (peek() - '0');
			}
			this.position++;
		}
		int count = this.position - start;
		this.wellFormed &= count > 0;
		for (int missing = count; missing < NANO_DIGITS; missing++) {
			nano *= 10;
		}
		return nano;
	}

	private int offsetInMinutes() {
		char sign = peek();
		this.position++;
		if (sign == 'Z' || sign == 'z') {
			return 0;
		}
		int hours = digits(2);
		expect(':');
		int minutes = digits(2);
		this.wellFormed &= (sign == '+' || sign == '-') && hours < 24 && minutes < 60;
		int offset = hours * 60 + minutes;
		return (sign == '-') ? -offset : offset;
	}

	private int digits(int count) {
		int number = 0;
		for (int i = 0; i < count; i++) {
			this.wellFormed &= isDigit(peek());
			number = number * 10 + (peek() - '0');
			this.position++;
		}
		return number;
	}

	private void expect(char character) {
		this.wellFormed &= Character.toUpperCase(peek()) == character;
		this.position++;
	}

	/** The next character, or a character that fits nowhere at the end of the text. */
	private char peek() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : '\0';
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

}
