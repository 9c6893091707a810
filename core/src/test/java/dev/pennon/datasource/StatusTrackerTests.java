package dev.pennon.datasource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.pennon.datasource.DataSourceErrorKind.ERROR_RESPONSE;
import static dev.pennon.datasource.DataSourceErrorKind.NETWORK_ERROR;
import static dev.pennon.datasource.DataSourceState.INITIALIZING;
import static dev.pennon.datasource.DataSourceState.INTERRUPTED;
import static dev.pennon.datasource.DataSourceState.OFF;
import static dev.pennon.datasource.DataSourceState.VALID;
import static org.assertj.core.api.Assertions.assertThat;

class StatusTrackerTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(DataSourceUpdates.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final DataSourceUpdatesFixture fixture = new DataSourceUpdatesFixture(new InMemoryFeatureStore());

	private final Instant start = this.fixture.time.instant();

	@BeforeEach
	void observeLog() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void close() {
		this.logger.detachAppender(this.log);
		this.fixture.close();
	}

	@Test
	void sourceBeginsInitializing() {
		assertThat(this.fixture.status()).isEqualTo(new DataSourceStatus(INITIALIZING, this.start, null));
	}

	@Test
	void sourceThatNeverWorkedIsNotInterrupted() {
		update(INTERRUPTED, null);
		assertThat(this.fixture.status()).isEqualTo(new DataSourceStatus(INITIALIZING, this.start, null));
		assertThat(this.fixture.takeStatuses()).isEmpty();
		DataSourceErrorInfo error = this.fixture.error(NETWORK_ERROR);
		pass(5);
		update(INTERRUPTED, error);
		assertThat(this.fixture.status()).isEqualTo(new DataSourceStatus(INITIALIZING, this.start, error));
		assertThat(this.fixture.takeStatuses()).containsExactly(this.fixture.status());
	}

	@Test
	void stateKeepsTheTimeOfItsBeginning() {
		pass(1);
		update(VALID, null);
		pass(1);
		update(VALID, null);
		assertThat(this.fixture.status().stateSince()).isEqualTo(this.start.plusSeconds(1));
		pass(1);
		update(INTERRUPTED, this.fixture.error(NETWORK_ERROR));
		pass(1);
		update(INTERRUPTED, this.fixture.error(ERROR_RESPONSE));
		assertThat(this.fixture.status().stateSince()).isEqualTo(this.start.plusSeconds(3));
	}

	@Test
	void sameStateAgainIsAnnouncedOnlyWithAnError() {
		update(VALID, null);
		update(VALID, null);
		assertThat(states()).containsExactly(VALID);
		update(INTERRUPTED, null);
		update(INTERRUPTED, null);
		assertThat(states()).containsExactly(INTERRUPTED);
		update(INTERRUPTED, this.fixture.error(NETWORK_ERROR));
		assertThat(states()).containsExactly(INTERRUPTED);
	}

	@Test
	void lastErrorStays() {
		update(VALID, null);
		DataSourceErrorInfo error = this.fixture.error(NETWORK_ERROR);
		update(INTERRUPTED, error);
		update(VALID, null);
		assertThat(this.fixture.status().lastError()).isEqualTo(error);
		DataSourceErrorInfo second = this.fixture.error(ERROR_RESPONSE);
		update(OFF, second);
		assertThat(this.fixture.status().lastError()).isEqualTo(second);
	}

	@Test
	void sourceMayComeBackAfterItWasOff() {
		update(OFF, null);
		update(VALID, null);
		assertThat(states()).containsExactly(OFF, VALID);
	}

	@Test
	void listenersAreAllCalledAndCanBeRemoved() {
		List<DataSourceStatus> heard = new ArrayList<>();
		Consumer<DataSourceStatus> listener = heard::add;
		DataSourceStatusProvider provider = this.fixture.updates.statusProvider();
		provider.addListener((status) -> {
			throw new IllegalStateException("on purpose");
		});
		provider.addListener(listener);
		update(VALID, null);
		assertThat(states()).containsExactly(VALID);
		assertThat(heard).extracting(DataSourceStatus::state).containsExactly(VALID);
		provider.removeListener(listener);
		provider.removeListener(listener);
		update(OFF, null);
		assertThat(states()).containsExactly(OFF);
		assertThat(heard).hasSize(1);
	}

	@Test
	void outageIsLoggedOnceAtItsBeginningAndAtItsEnd() {
		update(VALID, null);
		this.log.list.clear();
		for (int retry = 0; retry < 5; retry++) {
			update(INTERRUPTED, DataSourceErrorInfo.ofStatusCode(503, "come back later", this.start));
			pass(30);
		}
		update(VALID, null);
		update(VALID, null);
		assertThat(this.log.list).hasSize(2);
		assertThat(this.log.list.get(0).getLevel()).isEqualTo(Level.WARN);
		assertThat(this.log.list.get(0).getFormattedMessage()).contains("ERROR_RESPONSE 503", "come back later");
		assertThat(this.log.list.get(1).getLevel()).isEqualTo(Level.INFO);
		assertThat(this.log.list.get(1).getFormattedMessage()).contains("150 s");
	}

	@Test
	void failuresBeforeTheFirstDataAreLoggedOnce() {
		for (int retry = 0; retry < 5; retry++) {
			update(INTERRUPTED, this.fixture.error(NETWORK_ERROR));
		}
		update(VALID, null);
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
	}

	@Test
	void endOfASourceIsAnErrorOnlyIfItFailed() {
		update(OFF, null);
		update(VALID, null);
		update(OFF, DataSourceErrorInfo.ofStatusCode(401, "invalid SDK key", this.start));
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.INFO, Level.INFO, Level.ERROR);
	}

	private void update(DataSourceState state, DataSourceErrorInfo error) {
		this.fixture.updates.updateStatus(state, error);
	}

	private void pass(int seconds) {
		this.fixture.time.advance(Duration.ofSeconds(seconds));
	}

	private List<DataSourceState> states() {
		return this.fixture.takeStatuses().stream().map(DataSourceStatus::state).toList();
	}

}
