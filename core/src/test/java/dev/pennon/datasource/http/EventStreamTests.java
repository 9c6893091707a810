package dev.pennon.datasource.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EventStreamTests {

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\r\n" })
	void linesMayEndInAnyOfThreeWaysHoweverTheBytesArrive(String end) throws IOException {
		String text = "event: put\ndata: one\ndata: two\n\n:comment\nevent:patch\ndata:three\n\n".replace("\n", end);

		for (int chunk : new int[] { 1, 2, 3, 7, 1000 }) {
			assertThat(events(text, chunk)).as("in chunks of %d", chunk).containsExactly("put=one\ntwo", "patch=three");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\r\n" })
	void dataOfAnyLengthAndWithAnyCharacterEndsWhereItsLineDoes(String end) throws IOException {
		for (int length = 1; length < 40; length++) {
			for (char character : new char[] { 0, '\t', 0x0B, 0x0E, 'x', 0x7F, 0x80, 0x8D, '\u0A0D', '\uFFFF' }) {
				String data = Character.toString(character).repeat(length);
				String text = "event: put\ndata: %s\ndata: %s\n\n".replace("\n", end).formatted(data, data);
				assertThat(events(text, 1000)).as("%d times %x", length, (int) character)
					.containsExactly("put=%s\n%s".formatted(data, data));
			}
		}
	}

	@Test
	void aByteOrderMarkIsSkipped() throws IOException {
		assertThat(events("\uFEFFevent: put\ndata: x\n\n", 1)).containsExactly("put=x");
	}

	@Test
	void dataIsUtf8() throws IOException {
		String text = "\u00e4\u20ac\ud83d\ude00";

		assertThat(events("event: put\ndata: " + text + "\n\n", 1)).containsExactly("put=" + text);
	}

	@Test
	void exactlyOneSpaceAfterTheColonIsDropped() throws IOException {
		assertThat(events("event:put\ndata:  x \n\n", 5)).containsExactly("put= x ");
	}

	@Test
	void emptyDataLinesCount() throws IOException {
		assertThat(events("event: put\ndata\ndata:\ndata: x\n\n", 4)).containsExactly("put=\n\nx");
	}

	@Test
	void idsRetryTimesCommentsAndUnknownFieldsAreSkippedAlsoWithinAnEvent() throws IOException {
		String text = "id: 1\nretry: 5\nfoo\n: c\nevent: put\nid: 2\ndata: a\n:heartbeat\nretry: 7\ndata: b\n\n";

		assertThat(events(text, 3)).containsExactly("put=a\nb");
	}

	@Test
	void anEventWithoutDataIsNone() throws IOException {
		assertThat(events("event: put\n\nevent: patch\ndata: x\n\n", 3)).containsExactly("patch=x");
	}

	@Test
	void theNameOfAnEventDoesNotLastForTheNext() throws IOException {
		assertThat(events("event: put\ndata: x\n\ndata: y\n\n", 3)).containsExactly("put=x", "message=y");
	}

	@Test
	void theNameMayFollowTheData() throws IOException {
		assertThat(events("data: a\ndata: b\nevent: put\ndata: c\n\n", 3)).containsExactly("put=a\nb\nc");
	}

	@Test
	void longFieldsAndNamesAreNoTrouble() throws IOException {
		String text = "x".repeat(100_000) + ": y\nevent: " + "n".repeat(100_000)
				+ "\ndata: x\n\nevent: put\ndata: y\n\n";

		List<String> events = events(text, 1000);

		assertThat(events).hasSize(2);
		assertThat(events.get(0)).matches("n{64}=x");
		assertThat(events.get(1)).isEqualTo("put=y");
	}

	@Test
	void anEventIsHandedOutBeforeItsDataHasArrived() throws IOException {
		EventStream stream = new EventStream(new BreakingInput("event: put\ndata: {", 1));

		EventStream.Event event = stream.next();

		assertThat(event.name()).isEqualTo("put");
		assertThat(event.data().read()).isEqualTo('{');
		assertThatIOException().isThrownBy(() -> event.data().read()).withMessage("broken");
	}

	@Test
	void whatWasNotReadOfAnEventIsSkipped() throws IOException {
		EventStream stream = new EventStream(input("event: put\ndata: 1\ndata: 2\n\nevent: patch\ndata: 3\n\n"));
		assertThat(stream.next().data().read()).isEqualTo('1');

		EventStream.Event second = stream.next();

		assertThat(second.name()).isEqualTo("patch");
		assertThat(second.data().readAllBytes()).asString().isEqualTo("3");
	}

	@Test
	void theEndOfTheStreamIsAFailureToReadOn() throws IOException {
		EventStream stream = new EventStream(input(": hello\n\n"));

		assertThatExceptionOfType(EOFException.class).isThrownBy(stream::next)
			.withMessage("the service has closed the stream");
		assertThatExceptionOfType(EOFException.class).isThrownBy(stream::rethrowFailure);
	}

	@Test
	void theEndOfTheStreamWithinAnEventIsNotTheEndOfItsData() throws IOException {
		EventStream stream = new EventStream(input("event: put\ndata: 12\n"));
		EventStream.Event event = stream.next();

		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> event.data().readAllBytes());
	}

	@Test
	void aStreamThatHasNotBrokenHasNoFailure() throws IOException {
		EventStream stream = new EventStream(input("event: put\ndata: 12\n\n"));
		stream.next();

		stream.rethrowFailure();
	}

	@Test
	void aMegabyteOfGarbageIsNoEventAndIsNotHeld() throws IOException {
		byte[] garbage = new byte[1024 * 1024];
		new Random(1).nextBytes(garbage);
		EventStream stream = new EventStream(new ByteArrayInputStream(garbage));

		assertThatExceptionOfType(EOFException.class).isThrownBy(stream::next);
	}

	@Test
	void dataWithoutEndBeforeANameIsGivenUp() {
		InputStream endless = new InputStream() {

			private int position;

			@Override
			public int read() {
				String start = "data:";
				return (this.position < start.length()) ? start.charAt(this.position++) : 'x';
			}

		};

		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> new EventStream(endless).next())
			.withMessageContaining("bytes of data before its name");
	}

	private static List<String> events(String text, int chunk) throws IOException {
		EventStream stream = new EventStream(new BreakingInput(text, chunk));
		List<String> events = new ArrayList<>();
		try {
			while (true) {
				EventStream.Event event = stream.next();
				events.add(event.name() + "=" + new String(event.data().readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			return events;
		}
	}

	private static InputStream input(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Gives a few bytes at a time and breaks after the last: whoever asks for more than
	 * it needs is told.
	 */
	private static final class BreakingInput extends InputStream {

		private final InputStream in;

		private final int chunk;

		BreakingInput(String text, int chunk) {
			this.in = input(text);
			this.chunk = chunk;
		}

		@Override
		public int read() throws IOException {
			int next = this.in.read();
			if (next < 0) {
				throw new IOException("broken");
			}
			return next;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.in.read(target, offset, Math.min(length, this.chunk));
			if (count < 0) {
				throw new IOException("broken");
			}
			return count;
		}

	}

}
