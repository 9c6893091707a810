package dev.pennon.benchmarks.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import dev.pennon.FlagClient;
import dev.pennon.FlagClientBuilder;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.context.EvaluationContext;
import dev.pennon.benchmarks.data.Subjects.Subject;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FlagDataReader;
import dev.pennon.model.UpdateDecoder;

/**
 * A source of Pennon's that is fed by hand.
 */
public final class PennonSource implements UpdateProcessor {

	private final DataSourceUpdateSink sink;

	private final FlagData data;

	private final UpdateDecoder decoder = new UpdateDecoder();

	/**
	 * Creates a source.
	 * @param sink where to push
	 * @param data what to push on start
	 */
	public PennonSource(DataSourceUpdateSink sink, FlagData data) {
		this.sink = sink;
		this.data = data;
	}

	/**
	 * Starts a client without events.
	 * @param data its flags
	 * @return a client that is initialized
	 */
	public static FlagClient client(FlagData data) {
		return client(data, FlagClient.builder());
	}

	/**
	 * Starts a client.
	 * @param data its flags
	 * @param builder what else it has
	 * @return a client that is initialized
	 */
	public static FlagClient client(FlagData data, FlagClientBuilder builder) {
		FlagClient client = builder.updateProcessor((sink) -> new PennonSource(sink, data)).build();
		client.start();
		return client;
	}

	/**
	 * Makes a context.
	 * @param subject of whom
	 * @return the context
	 */
	public static EvaluationContext context(Subject subject) {
		return EvaluationContext.builder(subject.key())
			.set("name", subject.name())
			.set("email", subject.email())
			.set("country", subject.country())
			.set("plan", subject.plan())
			.set("age", subject.age())
			.build();
	}

	/**
	 * Parses and pushes one flag, as the source of streams does. For one thread.
	 * @param key the key
	 * @param json JSON in UTF-8
	 */
	public void patch(String key, byte[] json) {
		this.sink.upsert(DataKinds.FEATURES, this.decoder.decode(DataKinds.FEATURES, key, json));
	}

	// Read as the sources of files and of streams read it: equal strings share one copy
	@Override
	public void start() {
		try {
			this.sink.init(new FlagDataReader(false).read(new ByteArrayInputStream(this.data.toJson())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.sink.updateStatus(DataSourceState.VALID, null);
	}

	@Override
	public void stop() {
		// Nothing runs
	}

	@Override
	public boolean isAlive() {
		return true;
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

}
