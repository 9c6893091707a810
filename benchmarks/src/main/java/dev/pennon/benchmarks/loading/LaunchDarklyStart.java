package dev.pennon.benchmarks.loading;

import java.nio.file.Path;
import java.time.Duration;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.DataSource;
import dev.pennon.benchmarks.data.LargeData;
import dev.pennon.benchmarks.peers.LaunchDarklySource;
import dev.pennon.benchmarks.report.Row;

/**
 * Starts LaunchDarkly's client on a real source.
 */
final class LaunchDarklyStart {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private LaunchDarklyStart() {
	}

	static AutoCloseable of(Row row, Path file, String uri) {
		LDClient client = LaunchDarklySource.client(new LDConfig.Builder().dataSource(source(row, file))
			.serviceEndpoints(Components.serviceEndpoints().polling(uri).streaming(uri).events(uri))
			.events(Components.noEvents())
			.startWait(LIMIT));
		if (client.stringVariation(LargeData.SOME_FLAG, LDContext.create("u"), "none").equals("none")) {
			throw new IllegalStateException("The flag is not there");
		}
		return client;
	}

	private static ComponentConfigurer<DataSource> source(Row row, Path file) {
		return switch (row) {
			case S10f -> FileData.dataSource().filePaths(file);
			case S10p -> Components.pollingDataSource();
			default -> Components.streamingDataSource();
		};
	}

}
