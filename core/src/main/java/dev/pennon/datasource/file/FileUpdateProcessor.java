package dev.pennon.datasource.file;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes flags from files, and again whenever a file changes if that is asked for. A load
 * that fails leaves the flags that were loaded last in use; it is logged when its problem
 * is a new one, counted, and reported as {@link DataSourceErrorKind#INVALID_DATA}.
 * <p>
 * Everything but {@link #start} and {@link #stop} happens on one thread of the scheduler,
 * which confines what a run remembers; what others read is in volatile or atomic fields.
 */
public final class FileUpdateProcessor implements UpdateProcessor {

	private static final Logger logger = LoggerFactory.getLogger(FileUpdateProcessor.class);

	/** How long to wait before a store that failed is given the data again. */
	private static final Duration STORE_RETRY_DELAY = Duration.ofSeconds(1);

	private final DataSourceUpdateSink sink;

	private final FileDataSourceConfig config;

	private final Supplier<Scheduler> schedulers;

	private final InstantSource clock;

	private final FlagFileLoader loader;

	private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

	private final Object countLock = new Object();

	private volatile FileLoadStatistics statistics = FileLoadStatistics.NONE;

	private volatile boolean initialized;

	private volatile boolean stopped;

	/**
	 * Creates a processor, which does nothing before {@link #start}.
	 * @param sink takes the flags
	 * @param config which files, and how
	 */
	public FileUpdateProcessor(DataSourceUpdateSink sink, FileDataSourceConfig config) {
		this(sink, config, () -> new ThreadScheduler("flag-files"), InstantSource.system());
	}

	FileUpdateProcessor(DataSourceUpdateSink sink, FileDataSourceConfig config, Supplier<Scheduler> schedulers,
			InstantSource clock) {
		this.sink = sink;
		this.config = config;
		this.schedulers = schedulers;
		this.clock = clock;
		this.loader = new FlagFileLoader(config, sink.needsJson());
	}

	/**
	 * Begins to load the files on a thread of this processor, and returns at once.
	 */
	@Override
	public void start() {
		Run run = new Run(this.schedulers.get());
		if (!this.running.compareAndSet(null, run)) {
			run.scheduler.close();
			return;
		}
		if (this.stopped) {
			this.sink.updateStatus(DataSourceState.INITIALIZING, null);
		}
		run.scheduler.schedule(Duration.ZERO, run::step);
	}

	/**
	 * Ends the thread. Waits a second at most for a load that is under way.
	 */
	@Override
	public void stop() {
		Run run = this.running.getAndSet(null);
		if (run != null) {
			this.stopped = true;
			run.scheduler.close();
			this.sink.updateStatus(DataSourceState.OFF, null);
		}
	}

	@Override
	public boolean isAlive() {
		return this.running.get() != null;
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

	/**
	 * Returns how loading has gone so far, since the processor was created.
	 * @return the numbers of this moment
	 */
	public FileLoadStatistics statistics() {
		return this.statistics;
	}

	private void count(UnaryOperator<FileLoadStatistics> event) {
		// A run that a stop could not wait for may still be counting
		synchronized (this.countLock) {
			this.statistics = event.apply(this.statistics);
		}
	}

	/**
	 * What happens between a start and the next stop.
	 */
	private final class Run {

		private final Scheduler scheduler;

		private final FileWatch watch = new FileWatch(FileUpdateProcessor.this.config.files(),
				FileUpdateProcessor.this.config.checkInterval(), FileUpdateProcessor.this.clock);

		private final boolean reloads = FileUpdateProcessor.this.config.autoReload() && this.watch.isUseful();

		private boolean begun;

		private @Nullable FullDataSet stored;

		private @Nullable FullDataSet refused;

		private @Nullable String problem;

		Run(Scheduler scheduler) {
			this.scheduler = scheduler;
		}

		void step() {
			try {
				if ((!this.begun || this.reloads) && this.watch.look()) {
					this.begun = true;
					load();
				}
				else if (this.refused != null) {
					store(this.refused);
				}
			}
			finally {
				planNextStep();
			}
		}

		private void planNextStep() {
			if (this.refused != null) {
				this.scheduler.schedule(STORE_RETRY_DELAY, this::step);
			}
			else if (this.reloads) {
				this.scheduler.schedule(FileUpdateProcessor.this.config.checkInterval(), this::step);
			}
		}

		private boolean isOver() {
			return FileUpdateProcessor.this.running.get() != this;
		}

		private void load() {
			try {
				FullDataSet data = FileUpdateProcessor.this.loader.load();
				if (!isOver()) {
					loaded(data);
				}
			}
			catch (FlagFileException ex) {
				if (!isOver()) {
					failed(ex);
				}
			}
		}

		private void loaded(FullDataSet data) {
			count((before) -> before.loaded(FileUpdateProcessor.this.clock.instant()));
			if (data != this.stored) {
				logger.info("Loaded {} flags and {} segments from {}", data.items(DataKinds.FEATURES).size(),
						data.items(DataKinds.SEGMENTS).size(), FileUpdateProcessor.this.config.files());
				store(data);
			}
			else if (this.problem != null) {
				logger.info("The flag files can be read again and hold what they held before: {}",
						FileUpdateProcessor.this.config.files());
				FileUpdateProcessor.this.sink.updateStatus(DataSourceState.VALID, null);
			}
			this.problem = null;
		}

		private void store(FullDataSet data) {
			// What is refused is given again later; what throws has been refused.
			this.refused = data;
			if (FileUpdateProcessor.this.sink.init(data)) {
				this.refused = null;
				this.stored = data;
				FileUpdateProcessor.this.initialized = true;
				FileUpdateProcessor.this.sink.updateStatus(DataSourceState.VALID, null);
			}
		}

		private void failed(FlagFileException ex) {
			String message = String.valueOf(ex.getMessage());
			boolean unreadable = ex.getCause() instanceof IOException;
			if (unreadable) {
				this.watch.tryAgain();
			}
			boolean known = message.equals(this.problem);
			if (known && unreadable) {
				return;
			}
			this.problem = message;
			count((before) -> before.failed(message));
			if (!known) {
				logger.error("{} {}", message, FileUpdateProcessor.this.initialized
						? "The flags that were loaded before stay in use." : "There are no flags yet.");
			}
			FileUpdateProcessor.this.sink.updateStatus(DataSourceState.INTERRUPTED, DataSourceErrorInfo
				.of(DataSourceErrorKind.INVALID_DATA, message, FileUpdateProcessor.this.clock.instant()));
		}

	}

}
