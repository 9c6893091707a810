package dev.pennon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.pennon.bigsegment.BigSegmentManager;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.event.EventProcessor;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.internal.evaluator.Evaluator;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.DataStoreStatusProvider;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.InMemoryFeatureStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a client together from what its builder was given, makes what it was not given,
 * and remembers that to close it.
 */
final class ClientAssembly {

	private static final Logger logger = LoggerFactory.getLogger(FlagClient.class);

	private final FlagClientBuilder given;

	/** What the client must close, in this order: the users of a part before the part. */
	private final List<AutoCloseable> owned = new ArrayList<>();

	private final FeatureStore store;

	private final DataSourceUpdates updates;

	private final UpdateProcessor source;

	private final DataStoreStatusProvider storeStatus;

	private final EventProcessor events;

	private final @Nullable BigSegmentManager bigSegments;

	private @Nullable ListenerDispatcher dispatcher;

	private ClientAssembly(FlagClientBuilder given) {
		this.given = given;
		this.store = store();
		this.updates = updates();
		this.source = source();
		this.storeStatus = Objects.requireNonNullElseGet(this.store.statusProvider(), AlwaysAvailableStoreStatus::new);
		if (this.store instanceof CachingStoreWrapper wrapper) {
			tellAboutTheSource(wrapper);
		}
		this.events = events();
		this.bigSegments = bigSegments();
	}

	static FlagClient assemble(FlagClientBuilder given) {
		return new ClientAssembly(given).client();
	}

	private FeatureStore store() {
		if (this.given.featureStore != null) {
			return this.given.featureStore;
		}
		return owned(new InMemoryFeatureStore());
	}

	private DataSourceUpdates updates() {
		if (this.given.dataSourceUpdates != null) {
			return this.given.dataSourceUpdates;
		}
		return new DataSourceUpdates(this.store, dispatcher(), this.given.clock);
	}

	private ListenerDispatcher dispatcher() {
		ListenerDispatcher present = (this.given.dispatcher != null) ? this.given.dispatcher : this.dispatcher;
		if (present != null) {
			return present;
		}
		ListenerDispatcher made = owned(new ListenerDispatcher());
		this.dispatcher = made;
		return made;
	}

	private @Nullable BigSegmentManager bigSegments() {
		if (this.given.offline || this.given.bigSegmentStore == null) {
			return null;
		}
		ListenerDispatcher listeners = dispatcher();
		ThreadScheduler scheduler = owned(new ThreadScheduler("big-segments"));
		return owned(new BigSegmentManager(this.given.bigSegmentStore, this.given.bigSegmentsConfig, scheduler,
				this.given.ticker, this.given.clock, listeners));
	}

	private UpdateProcessor source() {
		if (this.given.offline) {
			return IdleSource.unneeded(this.updates);
		}
		if (this.given.externalData) {
			return (this.store instanceof CachingStoreWrapper database) ? new ExternalSource(this.updates, database)
					: IdleSource.unneeded(this.updates);
		}
		if (this.given.updateProcessor != null) {
			return this.given.updateProcessor;
		}
		if (this.given.updateProcessorFactory != null) {
			UpdateProcessor made = this.given.updateProcessorFactory.apply(this.updates);
			if (made instanceof AutoCloseable closeable) {
				owned(closeable);
			}
			return made;
		}
		return IdleSource.missing(this.updates, this.store::isInitialized);
	}

	private EventProcessor events() {
		if (this.given.offline) {
			return EventProcessor.none();
		}
		if (this.given.eventProcessorFactory != null) {
			return owned(this.given.eventProcessorFactory.get());
		}
		return (this.given.eventProcessor != null) ? this.given.eventProcessor : EventProcessor.none();
	}

	// An application that wants no events shall not pay for their default values
	private @Nullable EvaluationObserver observer() {
		return this.events.equals(EventProcessor.none()) ? null : new EvaluationRecorder(this.events);
	}

	private <T extends AutoCloseable> T owned(T part) {
		this.owned.add(0, part);
		return part;
	}

	private FlagClient client() {
		EvaluationLog log = new EvaluationLog(this.given.ticker, this.given.offline);
		Evaluator evaluator = new Evaluator(this.bigSegments, log);
		FlagData data = new FlagData(this.store, this.given.externalData);
		Startup startup = new Startup(this.given.startupPolicy, this.given.startupTimeout, this.source, this.updates,
				this::isStoreReachable, this.given.ticker);
		Lifecycle lifecycle = new Lifecycle(data, this.source, this.updates, startup, this.events, this.bigSegments,
				this.given.offline, this.owned);
		Evaluations evaluations = new Evaluations(data, evaluator, log, observer());
		FlagTracker tracker = new DefaultFlagTracker(this.updates, data, new Evaluations(data, evaluator, log, null));
		AllFlags allFlags = new AllFlags(data, evaluator, log, this.given.clock);
		SecureModeHash hash = (this.given.sdkKey != null && !this.given.sdkKey.isEmpty())
				? new SecureModeHash(this.given.sdkKey) : null;
		Hooks hooks = new Hooks(this.given.hooks, this.given.environmentId);
		Tracking tracking = new Tracking(this.events, this.given.clock, log, hooks);
		Variations variations = new Variations(evaluations, hooks);
		Migrations migrations = new Migrations(variations);
		return new DefaultFlagClient(lifecycle, variations, allFlags, tracking, migrations,
				this.updates.statusProvider(), this.storeStatus, bigSegmentStoreStatus(), tracker, hash,
				this.given.offline);
	}

	private BigSegmentStoreStatusProvider bigSegmentStoreStatus() {
		return (this.bigSegments != null) ? this.bigSegments.statusProvider() : new NoBigSegmentStoreStatus();
	}

	/** Asks the store for some item, so that it notices if it cannot be reached. */
	private boolean isStoreReachable() {
		if (this.given.offline) {
			return true;
		}
		try {
			this.store.get(DataKinds.FEATURES, "");
			return this.storeStatus.getStatus().available();
		}
		catch (RuntimeException ex) {
			logger.error("The store of flags failed", ex);
			return false;
		}
	}

	// What a source that is out of touch has delivered must not heal a store that others
	// keep up to date
	private void tellAboutTheSource(CachingStoreWrapper wrapper) {
		Consumer<DataSourceStatus> listener = (status) -> wrapper.sourceConnected(isInTouch(status));
		this.updates.statusProvider().addListener(listener);
		owned(() -> this.updates.statusProvider().removeListener(listener));
	}

	static boolean isInTouch(DataSourceStatus status) {
		DataSourceErrorInfo error = status.lastError();
		boolean storeFailed = status.state() == DataSourceState.INTERRUPTED && error != null
				&& error.kind() == DataSourceErrorKind.STORE_ERROR;
		return status.state() == DataSourceState.VALID || storeFailed;
	}

}
