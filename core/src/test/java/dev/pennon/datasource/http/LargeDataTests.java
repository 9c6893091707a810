package dev.pennon.datasource.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import dev.pennon.datasource.FlagChange;
import dev.pennon.datasource.http.StreamMessages.Outcome;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LargeDataTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final Downstream downstream = new Downstream();

	private final StreamMessages messages = new StreamMessages(this.downstream.sink());

	@AfterEach
	void close() {
		this.downstream.close();
	}

	@Test
	void aPutOfTwentyMegabytesIsNeverHeldAsText() throws IOException {
		this.messages.apply(new EventStream(bytes("event: put\ndata: {\"data\":{}}\n\n")).next());
		EventStream stream = new EventStream(putOfTwentyMegabytes());
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();

		Outcome outcome = this.messages.apply(stream.next());

		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(outcome).isEqualTo(Outcome.ALL_STORED);
		assertThat(this.downstream.flags().split(", ")).hasSize(20);
		assertThat(allocated).isLessThan(MEGABYTE);
	}

	@Test
	void aPatchToOneOfTenThousandFlagsTouchesNoOther() throws IOException {
		String flags = IntStream.range(0, 10_000)
			.mapToObj((i) -> "\"f%d\":%s".formatted(i, FlagJson.flag("f" + i, 1)))
			.collect(Collectors.joining(","));
		this.messages.apply(event("put", "{\"data\":{\"flags\":{%s}}}".formatted(flags)));
		Map<String, FeatureFlag> before = Map.copyOf(this.downstream.store().all(DataKinds.FEATURES));
		List<FlagChange> changes = Collections.synchronizedList(new ArrayList<>());
		this.downstream.sink().addFlagChangeListener(changes::add);

		this.messages.apply(event("patch", FlagJson.patch("f5", 2)));

		Map<String, FeatureFlag> after = this.downstream.store().all(DataKinds.FEATURES);
		assertThat(after.keySet().stream().filter((key) -> after.get(key) != before.get(key))).containsExactly("f5");
		Awaitility.await().until(() -> !changes.isEmpty());
		assertThat(changes).containsExactly(new FlagChange("f5"));
	}

	private static EventStream.Event event(String name, String data) {
		return new EventStream.Event(name, bytes(data));
	}

	private static InputStream putOfTwentyMegabytes() {
		Stream<InputStream> flags = IntStream.range(0, 20)
			.boxed()
			.flatMap((i) -> Stream.of(bytes(
					"%s\"f%d\":{\"key\":\"f%d\",\"version\":1,\"description\":\"".formatted((i > 0) ? "," : "", i, i)),
					new Repeated('x', MEGABYTE), bytes("\"}")));
		Stream<InputStream> all = Stream.concat(
				Stream.concat(Stream.of(bytes("event: put\ndata: {\"data\":{\"flags\":{")), flags),
				Stream.of(bytes("}}}\n\n")));
		return new SequenceInputStream(Collections.enumeration(all.toList()));
	}

	private static InputStream bytes(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * One character again and again.
	 */
	private static final class Repeated extends InputStream {

		private final char character;

		private int left;

		Repeated(char character, int count) {
			this.character = character;
			this.left = count;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? this.character : -1;
		}

	}

}
