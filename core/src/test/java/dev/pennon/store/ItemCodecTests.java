package dev.pennon.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

class ItemCodecTests {

	private static final TestItem FOO = TestItem.of("foo", 3).named("content");

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(ItemCodec.class);

	private final StoreCounters counters = new StoreCounters();

	private final ItemCodec codec = new ItemCodec(this.counters);

	private static SerializedItem bad(String key) {
		return SerializedItem.ofJson(key, "{".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void itemIsReadAsItWasWritten() {
		SerializedItem encoded = this.codec.encode(THINGS, FOO);
		assertThat(encoded.key()).isEqualTo("foo");
		assertThat(encoded.version()).isEqualTo(3);
		assertThat(encoded.isDeleted()).isFalse();
		assertThat(this.codec.decode(THINGS, encoded)).isEqualTo(FOO);
	}

	@Test
	void tombstoneIsKnownByItsMarkWhateverItsText() {
		SerializedItem encoded = this.codec.encode(THINGS, TestItem.tombstone("foo", 3));
		assertThat(encoded.isDeleted()).isTrue();
		SerializedItem marked = new SerializedItem("foo", 3, true, "$deleted".getBytes(StandardCharsets.UTF_8));
		assertThat(this.codec.decode(THINGS, marked)).isEqualTo(TestItem.tombstone("foo", 3));
	}

	@Test
	void badItemIsReplacedWhereThereIsASubstitute() {
		Map<String, SerializedItem> items = Map.of("foo", bad("foo"), "bar", bad("bar"), "gone", bad("gone"), "biz",
				this.codec.encode(THINGS, TestItem.of("biz", 1)), "deleted",
				this.codec.encode(THINGS, TestItem.tombstone("deleted", 1)));
		Map<String, TestItem> substitutes = Map.of("foo", FOO, "gone", TestItem.tombstone("gone", 1));
		assertThat(this.codec.decodeAll(THINGS, items, substitutes::get))
			.isEqualTo(Map.of("foo", FOO, "biz", TestItem.of("biz", 1)));
		assertThat(this.counters.snapshot().invalidItems()).isEqualTo(3);
	}

	@Test
	void badItemIsCountedEachTimeAndLoggedOnce() {
		for (int i = 0; i < 3; i++) {
			this.codec.invalid(THINGS, "foo", new InvalidItemException("no JSON", null));
		}
		this.codec.invalid(OTHER_THINGS, "foo", new InvalidItemException("no JSON either", null));
		assertThat(this.counters.snapshot().invalidItems()).isEqualTo(4);
		assertThat(this.log.messages(Level.ERROR)).satisfiesExactly(
				(first) -> assertThat(first).contains("things/foo", "no JSON"),
				(second) -> assertThat(second).contains("otherThings/foo", "no JSON either"));
	}

	@Test
	void noMoreThanAHundredBadItemsAreLogged() {
		for (int i = 0; i < 150; i++) {
			this.codec.invalid(THINGS, "key-" + i, new InvalidItemException("no JSON", null));
		}
		assertThat(this.counters.snapshot().invalidItems()).isEqualTo(150);
		assertThat(this.log.messages(Level.ERROR)).hasSize(100);
	}

}
