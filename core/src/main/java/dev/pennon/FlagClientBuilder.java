package dev.pennon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.event.EventProcessor;
import dev.pennon.hook.Hook;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Ticker;
import dev.pennon.store.FeatureStore;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link FlagClient}. Everything has a default but the source of flags; a client
 * without one, which is neither {@linkplain #offline offline} nor fed by
 * {@linkplain #externalData another process}, evaluates what its store is given by other
 * means and says in the log that it is idle. For one thread, and for one client.
 */
public final class FlagClientBuilder {

	/** How long {@link FlagClient#start()} waits at most, unless set. */
	public static final Duration DEFAULT_STARTUP_TIMEOUT = Duration.ofSeconds(5);

	@Nullable String sdkKey;

	@Nullable FeatureStore featureStore;

	@Nullable DataSourceUpdates dataSourceUpdates;

	@Nullable UpdateProcessor updateProcessor;

	@Nullable Function<? super DataSourceUpdateSink, ? extends UpdateProcessor> updateProcessorFactory;

	@Nullable BigSegmentStore bigSegmentStore;

	BigSegmentsConfig bigSegmentsConfig = BigSegmentsConfig.defaults();

	@Nullable EventProcessor eventProcessor;

	List<Hook> hooks = List.of();

	Supplier<@Nullable String> environmentId = () -> null;

	@Nullable Supplier<? extends EventProcessor> eventProcessorFactory;

	boolean offline;

	boolean externalData;

	StartupPolicy startupPolicy = StartupPolicy.WAIT;

	Duration startupTimeout = DEFAULT_STARTUP_TIMEOUT;

	@Nullable ListenerDispatcher dispatcher;

	InstantSource clock = InstantSource.system();

	Ticker ticker = Ticker.system();

	FlagClientBuilder() {
	}

	/**
	 * Sets the SDK key, which only {@link FlagClient#secureModeHash} needs here. It is
	 * never logged.
	 * @param sdkKey the key, or null for none
	 * @return this builder
	 */
	public FlagClientBuilder sdkKey(@Nullable String sdkKey) {
		this.sdkKey = sdkKey;
		return this;
	}

	/**
	 * Sets the store of flags. The client does not close it. Without one the client keeps
	 * its flags in a store of its own in memory.
	 * @param featureStore the store
	 * @return this builder
	 */
	public FlagClientBuilder featureStore(FeatureStore featureStore) {
		this.featureStore = featureStore;
		return this;
	}

	/**
	 * Sets where the source pushes its data and its status, and where the client reads
	 * its status and its changes. It must write to the client's
	 * {@linkplain #featureStore(FeatureStore) store}. Without one the client makes its
	 * own.
	 * @param dataSourceUpdates the way from the source to the store
	 * @return this builder
	 */
	public FlagClientBuilder dataSourceUpdates(DataSourceUpdates dataSourceUpdates) {
		this.dataSourceUpdates = dataSourceUpdates;
		return this;
	}

	/**
	 * Sets a source of flags that exists already and pushes into the
	 * {@linkplain #dataSourceUpdates(DataSourceUpdates) sink} that this builder was
	 * given. The client starts and stops it.
	 * @param updateProcessor the source
	 * @return this builder
	 */
	public FlagClientBuilder updateProcessor(UpdateProcessor updateProcessor) {
		this.updateProcessor = updateProcessor;
		this.updateProcessorFactory = null;
		return this;
	}

	/**
	 * Sets what makes the source of flags. The client starts and stops the source, and
	 * closes it at the end if it is {@link AutoCloseable}.
	 * @param factory given the sink to push into; called by {@link #build()}, not at all
	 * if the client is offline
	 * @return this builder
	 */
	public FlagClientBuilder updateProcessor(
			Function<? super DataSourceUpdateSink, ? extends UpdateProcessor> factory) {
		this.updateProcessorFactory = factory;
		this.updateProcessor = null;
		return this;
	}

	/**
	 * Sets whether another process fills the store, so that this client only reads. Such
	 * a client evaluates whether or not the store is marked as initialized.
	 * @param externalData whether the data comes from elsewhere; false unless set
	 * @return this builder
	 */
	public FlagClientBuilder externalData(boolean externalData) {
		this.externalData = externalData;
		return this;
	}

	/**
	 * Sets whether the client asks nobody, neither its source nor its store, and gives
	 * every caller the default.
	 * @param offline whether the client is offline; false unless set
	 * @return this builder
	 */
	public FlagClientBuilder offline(boolean offline) {
		this.offline = offline;
		return this;
	}

	/**
	 * Sets what {@link FlagClient#start()} does until the first flags arrive.
	 * @param policy whether to wait, and whether to fail; {@link StartupPolicy#WAIT}
	 * unless set
	 * @param timeout how long to wait at most, zero to not wait at all;
	 * {@link #DEFAULT_STARTUP_TIMEOUT} unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	public FlagClientBuilder startup(StartupPolicy policy, Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException(
					"'timeout' is %s but must not be negative; use zero, or StartupPolicy.BACKGROUND, to not wait"
						.formatted(timeout));
		}
		this.startupPolicy = policy;
		this.startupTimeout = timeout;
		return this;
	}

	/**
	 * Sets who knows about membership in big segments. The client does not close it, and
	 * asks it only between its start and its close, and not at all while offline. Without
	 * one, rules on big segments have the status {@code NOT_CONFIGURED}.
	 * @param store the store
	 * @param config how long its answers are relied on, and how often its status is
	 * polled
	 * @return this builder
	 */
	public FlagClientBuilder bigSegmentStore(BigSegmentStore store, BigSegmentsConfig config) {
		this.bigSegmentStore = store;
		this.bigSegmentsConfig = config;
		return this;
	}

	/**
	 * Sets who takes the events. The client starts and flushes it, but does not close it.
	 * Without one, events are off; and so they are while the client is offline.
	 * @param eventProcessor the event processor
	 * @return this builder
	 */
	public FlagClientBuilder eventProcessor(EventProcessor eventProcessor) {
		this.eventProcessor = eventProcessor;
		this.eventProcessorFactory = null;
		return this;
	}

	/**
	 * Sets what makes the event processor, which the client closes at the end.
	 * @param factory called by {@link #build()}, not at all if the client is offline
	 * @return this builder
	 */
	public FlagClientBuilder eventProcessor(Supplier<? extends EventProcessor> factory) {
		this.eventProcessorFactory = factory;
		this.eventProcessor = null;
		return this;
	}

	/**
	 * Sets what runs around evaluations and after events. None unless set.
	 * @param hooks the hooks in their order
	 * @return this builder
	 */
	public FlagClientBuilder hooks(List<? extends Hook> hooks) {
		this.hooks = List.copyOf(hooks);
		return this;
	}

	/**
	 * Sets who knows the id of the environment that the flags come from, which hooks are
	 * told.
	 * @param environmentId gives the id, or null as long as it is not known
	 * @return this builder
	 */
	public FlagClientBuilder environmentId(Supplier<@Nullable String> environmentId) {
		this.environmentId = environmentId;
		return this;
	}

	FlagClientBuilder dispatcher(ListenerDispatcher dispatcher) {
		this.dispatcher = dispatcher;
		return this;
	}

	FlagClientBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	FlagClientBuilder ticker(Ticker ticker) {
		this.ticker = ticker;
		return this;
	}

	/**
	 * Builds the client, which is not started yet.
	 * @return a new client
	 * @throws IllegalArgumentException if the settings contradict each other; the message
	 * names them
	 */
	public FlagClient build() {
		requireConsistency();
		return ClientAssembly.assemble(this);
	}

	private void requireConsistency() {
		boolean source = this.updateProcessor != null || this.updateProcessorFactory != null;
		if (this.externalData && source) {
			throw new IllegalArgumentException(
					"'externalData' means that another process fills the store, but 'updateProcessor' is set too; "
							+ "remove one of them");
		}
		if (this.externalData && this.featureStore == null) {
			throw new IllegalArgumentException(
					"'externalData' needs the store that another process fills; set 'featureStore'");
		}
		if (this.dataSourceUpdates != null && this.featureStore == null) {
			throw new IllegalArgumentException(
					"'dataSourceUpdates' writes to a store that the client does not know; set 'featureStore' to it");
		}
		if (this.updateProcessor != null && this.dataSourceUpdates == null) {
			throw new IllegalArgumentException("'updateProcessor' pushes into a sink that the client does not know; "
					+ "set 'dataSourceUpdates' to it, or set a function that makes the source");
		}
	}

}
