package dev.pennon.benchmarks.loading;

import java.nio.file.Path;
import java.time.Duration;

import dev.pennon.FlagClient;
import dev.pennon.StartupPolicy;
import dev.pennon.benchmarks.data.LargeData;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.file.FileDataSourceConfig;
import dev.pennon.datasource.file.FileUpdateProcessor;
import dev.pennon.datasource.http.HttpFeatureRequester;
import dev.pennon.datasource.http.PollingUpdateProcessor;
import dev.pennon.datasource.http.StreamingConfiguration;
import dev.pennon.datasource.http.StreamingUpdateProcessor;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;

/**
 * Starts Pennon's client on a real source.
 */
final class PennonStart {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private PennonStart() {
	}

	static AutoCloseable of(Row row, Path file, String uri) {
		HttpTransport transport = new HttpTransport(HttpConfiguration.builder("sdk-key").build());
		ServiceEndpoints endpoints = ServiceEndpoints.builder().polling(uri).streaming(uri).build();
		FlagClient client = FlagClient.builder()
			.updateProcessor((sink) -> source(row, file, sink, transport, endpoints))
			.startup(StartupPolicy.FAIL_FAST, LIMIT)
			.build();
		client.start();
		if (client.stringVariation(LargeData.SOME_FLAG, EvaluationContext.of("u"), "none").equals("none")) {
			throw new IllegalStateException("The flag is not there");
		}
		return () -> {
			client.close();
			transport.close();
		};
	}

	private static UpdateProcessor source(Row row, Path file, DataSourceUpdateSink sink, HttpTransport transport,
			ServiceEndpoints endpoints) {
		return switch (row) {
			case S10f ->
				new FileUpdateProcessor(sink, FileDataSourceConfig.builder().file(file).autoReload(false).build());
			case S10p ->
				new PollingUpdateProcessor(new HttpFeatureRequester(transport, endpoints, null, sink.needsJson()),
						PollingUpdateProcessor.MIN_INTERVAL, sink);
			default -> new StreamingUpdateProcessor(StreamingConfiguration.builder().endpoints(endpoints).build(),
					transport, sink);
		};
	}

}
