package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.time.Instant;

import dev.pennon.datasource.http.StreamInitListener;

/**
 * Tells the events how attempts to open the stream go, although the stream's bean exists
 * first. The volatile field carries the listener to the thread that reads the stream.
 */
class StreamInitRelay implements StreamInitListener {

	private volatile StreamInitListener listener = (start, duration, failed) -> {
	};

	void listener(StreamInitListener listener) {
		this.listener = listener;
	}

	@Override
	public void streamInit(Instant start, Duration duration, boolean failed) {
		this.listener.streamInit(start, duration, failed);
	}

}
