package dev.pennon.spring.autoconfigure;

import java.util.function.Consumer;

import dev.pennon.FlagClient;
import dev.pennon.FlagTracker;
import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.DataSourceStatusProvider;
import dev.pennon.datasource.FlagChange;
import dev.pennon.spring.event.BigSegmentStoreStatusChanged;
import dev.pennon.spring.event.DataSourceStatusChanged;
import dev.pennon.spring.event.FlagChanged;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what the client tells its listeners as application events, while the
 * lifecycle runs. Events come in order because the client calls its listeners on one
 * thread.
 * <p>
 * The flag is volatile: the context writes it, the client's thread reads it.
 */
class FlagEventPublisher {

	private final FlagClient client;

	private final ApplicationEventPublisher publisher;

	private final Consumer<FlagChange> flagListener = this::flagChanged;

	private final Consumer<DataSourceStatus> statusListener = this::statusChanged;

	private final Consumer<BigSegmentStoreStatus> bigSegmentListener = this::bigSegmentStatusChanged;

	private volatile boolean publishing;

	FlagEventPublisher(FlagClient client, ApplicationEventPublisher publisher) {
		this.client = client;
		this.publisher = publisher;
	}

	void start() {
		this.publishing = true;
		FlagTracker tracker = this.client.flagTracker();
		DataSourceStatusProvider statuses = this.client.dataSourceStatusProvider();
		// A mock of the client, as tests use, has neither
		if (tracker != null && statuses != null) {
			tracker.addFlagChangeListener(this.flagListener);
			statuses.addListener(this.statusListener);
		}
		BigSegmentStoreStatusProvider bigSegments = this.client.bigSegmentStoreStatusProvider();
		if (bigSegments != null) {
			bigSegments.addListener(this.bigSegmentListener);
		}
	}

	/** Calls that wait already come to nothing. */
	void stop() {
		this.publishing = false;
		FlagTracker tracker = this.client.flagTracker();
		DataSourceStatusProvider statuses = this.client.dataSourceStatusProvider();
		if (tracker != null && statuses != null) {
			tracker.removeFlagChangeListener(this.flagListener);
			statuses.removeListener(this.statusListener);
		}
		BigSegmentStoreStatusProvider bigSegments = this.client.bigSegmentStoreStatusProvider();
		if (bigSegments != null) {
			bigSegments.removeListener(this.bigSegmentListener);
		}
	}

	private void flagChanged(FlagChange change) {
		publish(new FlagChanged(change.key()));
	}

	private void statusChanged(DataSourceStatus status) {
		publish(new DataSourceStatusChanged(status));
	}

	private void bigSegmentStatusChanged(BigSegmentStoreStatus status) {
		publish(new BigSegmentStoreStatusChanged(status));
	}

	private void publish(Object event) {
		if (!this.publishing) {
			return;
		}
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			// A context that closes under a call refuses to create the listening beans
			if (this.publishing) {
				throw ex;
			}
		}
	}

}
