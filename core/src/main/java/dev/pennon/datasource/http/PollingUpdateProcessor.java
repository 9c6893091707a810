package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.Map;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for all flags again and again: at once when it starts, and then at an interval.
 * Nothing but {@link #stop} ends it. While the service refuses, it asks about every five
 * minutes, until two answers in a row were good. Safe for use by any number of threads.
 */
public final class PollingUpdateProcessor extends RepeatingSource implements DiagnosticDescription {

	/** The interval unless set, and the shortest there is. */
	public static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

	private static final Logger logger = LoggerFactory.getLogger(PollingUpdateProcessor.class);

	private final SourceParts parts;

	private final FeatureRequester requester;

	private final Duration interval;

	/**
	 * Creates a source. It does nothing until it is started.
	 * @param requester asks for the data
	 * @param interval the time from the end of a poll to the next; one shorter than
	 * {@link #MIN_INTERVAL} is raised to that, with a warning
	 * @param sink takes the data
	 */
	public PollingUpdateProcessor(FeatureRequester requester, Duration interval, DataSourceUpdateSink sink) {
		this(requester, interval, SourceParts.of(sink, "polling"));
	}

	PollingUpdateProcessor(FeatureRequester requester, Duration interval, SourceParts parts) {
		super(parts.sink());
		this.parts = parts;
		this.requester = requester;
		this.interval = atLeastTheMinimum(interval);
	}

	private static Duration atLeastTheMinimum(Duration interval) {
		if (interval.compareTo(MIN_INTERVAL) >= 0) {
			return interval;
		}
		logger.warn("The polling interval of {} s is raised to {} s, the shortest there is", interval.toSeconds(),
				MIN_INTERVAL.toSeconds());
		return MIN_INTERVAL;
	}

	@Override
	SourceRun newRun() {
		return new PollingRun(this.parts, this.requester, this.interval, this::initialized);
	}

	@Override
	public String describeConfiguration(DiagnosticConfiguration configuration) {
		return "polling";
	}

	@Override
	public Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
		return Map.of("streamingDisabled", true, "pollingIntervalMillis", this.interval.toMillis());
	}

	@Override
	public String toString() {
		return "PollingUpdateProcessor[%s, every %s]".formatted(this.requester, this.interval);
	}

}
