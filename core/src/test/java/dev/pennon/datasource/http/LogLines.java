package dev.pennon.datasource.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What Pennon logs at level INFO and above while this is open.
 */
final class LogLines implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.pennon");

	private final Level levelBefore = this.logger.getEffectiveLevel();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	LogLines() {
		this.logger.setLevel(Level.INFO);
		// Threads log while a test reads
		this.appender.list = new CopyOnWriteArrayList<>();
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	List<String> lines() {
		return List.copyOf(this.appender.list)
			.stream()
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(this.levelBefore);
	}

}
