package dev.pennon.store;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the wrapper does when the database does not let it read.
 */
class StoreAccessTests {

	@RegisterExtension
	final CapturedLog log = new CapturedLog(StoreAvailability.class);

	private final ManualTime time = new ManualTime();

	private final MapCore core = new MapCore();

	private final CachingStoreWrapper store = CachingStoreWrapper.builder(this.core)
		.cache(CacheConfig.off())
		.time(this.time, this.time, this.time)
		.build();

	@AfterEach
	void close() {
		this.store.close();
	}

	private void refuse(String reason) {
		this.core.failReads(() -> new StoreAccessRefusedException(reason, new IllegalStateException("cause")));
	}

	private void assertThatGetIsRefused() {
		assertThatExceptionOfType(StoreAccessRefusedException.class).isThrownBy(() -> this.store.get(THINGS, "foo"));
	}

	@Test
	void refusedAccessIsOneErrorUntilItIsGranted() {
		this.core.breakDown();
		refuse("WRONGPASS");
		assertThatGetIsRefused();
		for (int i = 0; i < 10; i++) {
			this.time.advance(StoreAvailability.PROBE_INTERVAL);
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.store.get(THINGS, "foo"))
				.withMessageContaining("WRONGPASS");
		}
		assertThat(this.log.messages(Level.ERROR)).singleElement()
			.asString()
			.contains("refuses access", "password", "WRONGPASS");
		assertThat(this.log.messages(Level.WARN)).isEmpty();
		assertThat(this.store.state().reachable()).isFalse();
		assertThat(this.store.state().lastError()).isEqualTo("WRONGPASS");
		assertThat(this.store.statistics().refusedReads()).isEqualTo(1);
		assertThat(this.store.statistics().unavailableFailures()).isZero();
		this.core.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
	}

	@Test
	void questionThatIsRefusedWhileOthersAreAnsweredTakesNobodysAccessAway() {
		refuse("NOPERM hgetall");
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(StoreAccessRefusedException.class).isThrownBy(() -> this.store.all(THINGS));
			this.time.advance(StoreAvailability.PROBE_INTERVAL);
		}
		assertThat(this.store.state().reachable()).isTrue();
		assertThat(this.store.state().acceptingWrites()).isTrue();
		assertThat(this.store.state().lastError()).isEqualTo("NOPERM hgetall");
		assertThat(this.store.statistics().refusedReads()).isEqualTo(10);
		assertThat(this.log.messages(Level.ERROR)).singleElement()
			.asString()
			.contains("refuses a question", "rights", "NOPERM hgetall");
		assertThat(this.log.events()).hasSize(1);
		this.core.repair();
		this.core.force(THINGS, TestItem.of("foo", 1));
		assertThat(this.store.get(THINGS, "foo")).isNotNull();
	}

}
