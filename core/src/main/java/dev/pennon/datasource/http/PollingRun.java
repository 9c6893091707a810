package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.store.FullDataSet;

/**
 * One poll after the other.
 */
final class PollingRun extends SourceRun {

	private final FeatureRequester requester;

	private final DataSourceUpdateSink sink;

	private final RandomGenerator random;

	private final Runnable whenStored;

	private PollCadence cadence;

	PollingRun(SourceParts parts, FeatureRequester requester, Duration interval, Runnable whenStored) {
		super(parts);
		this.requester = requester;
		this.sink = parts.sink();
		this.random = parts.random();
		this.whenStored = whenStored;
		this.cadence = PollCadence.every(interval);
	}

	@Override
	Duration attempt() throws Exception {
		Optional<FullDataSet> data = this.requester.getAll();
		if (isEnded()) {
			return Duration.ZERO;
		}
		if (data.isPresent()) {
			if (!this.sink.init(data.get())) {
				this.requester.forget();
				return delayAfter(false);
			}
			this.whenStored.run();
		}
		this.sink.updateStatus(DataSourceState.VALID, null);
		this.cadence = this.cadence.afterSuccess();
		return this.cadence.delay(this.random);
	}

	@Override
	Duration delayAfter(boolean unexpected) {
		this.cadence = this.cadence.afterFailure(unexpected);
		return this.cadence.delay(this.random);
	}

	@Override
	boolean isSlow() {
		return this.cadence.isExtended();
	}

	@Override
	void breakOff() {
		this.requester.cancel();
	}

	@Override
	String where() {
		return this.requester.toString();
	}

}
