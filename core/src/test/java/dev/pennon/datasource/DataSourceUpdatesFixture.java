package dev.pennon.datasource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Segment;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sink on a store, with somebody who listens.
 */
final class DataSourceUpdatesFixture implements AutoCloseable {

	final ManualTime time = new ManualTime();

	final ListenerDispatcher dispatcher = new ListenerDispatcher();

	final DataSourceUpdates updates;

	private final List<String> changedFlags = Collections.synchronizedList(new ArrayList<>());

	private final List<DataSourceStatus> statuses = Collections.synchronizedList(new ArrayList<>());

	DataSourceUpdatesFixture(FeatureStore store) {
		this.updates = new DataSourceUpdates(store, this.dispatcher, this.time);
		this.updates.statusProvider().addListener(this.statuses::add);
	}

	DataSourceUpdatesFixture listening() {
		this.updates.addFlagChangeListener((change) -> this.changedFlags.add(change.key()));
		return this;
	}

	/** Returns the keys of the flags that were announced since the last call. */
	List<String> takeChanges() {
		drain();
		List<String> taken = List.copyOf(this.changedFlags);
		this.changedFlags.clear();
		return taken;
	}

	/** Returns the statuses that were announced since the last call. */
	List<DataSourceStatus> takeStatuses() {
		drain();
		List<DataSourceStatus> taken = List.copyOf(this.statuses);
		this.statuses.clear();
		return taken;
	}

	DataSourceStatus status() {
		return this.updates.statusProvider().getStatus();
	}

	DataSourceErrorInfo error(DataSourceErrorKind kind) {
		return DataSourceErrorInfo.of(kind, "on purpose", this.time.instant());
	}

	private void drain() {
		CountDownLatch drained = new CountDownLatch(1);
		this.dispatcher.dispatch(1, drained::countDown);
		try {
			assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.dispatcher.close();
	}

	static FullDataSet dataSet(Object... flagsAndSegments) {
		Map<String, FeatureFlag> flags = new LinkedHashMap<>();
		Map<String, Segment> segments = new LinkedHashMap<>();
		for (Object item : flagsAndSegments) {
			if (item instanceof FeatureFlag flag) {
				flags.put(flag.key(), flag);
			}
			else if (item instanceof Segment segment) {
				segments.put(segment.key(), segment);
			}
		}
		return FullDataSet.builder().items(DataKinds.FEATURES, flags).items(DataKinds.SEGMENTS, segments).build();
	}

	static FeatureFlag flag(String key, int version, String... prerequisites) {
		String list = Arrays.stream(prerequisites)
			.map("{\"key\":\"%s\",\"variation\":0}"::formatted)
			.collect(Collectors.joining(","));
		return DataKinds.FEATURES.decode(key,
				utf8("{\"key\":\"%s\",\"version\":%d,\"prerequisites\":[%s]}".formatted(key, version, list)));
	}

	static FeatureFlag flagWithSegments(String key, int version, String... segments) {
		return DataKinds.FEATURES.decode(key, utf8(
				"{\"key\":\"%s\",\"version\":%d,\"rules\":[%s]}".formatted(key, version, ruleOnSegments(segments))));
	}

	static Segment segment(String key, int version, String... segments) {
		String rules = (segments.length > 0) ? ruleOnSegments(segments) : "";
		return DataKinds.SEGMENTS.decode(key,
				utf8("{\"key\":\"%s\",\"version\":%d,\"rules\":[%s]}".formatted(key, version, rules)));
	}

	private static String ruleOnSegments(String... segments) {
		String values = Arrays.stream(segments).map("\"%s\""::formatted).collect(Collectors.joining(","));
		return "{\"variation\":0,\"clauses\":[{\"attribute\":\"\",\"op\":\"segmentMatch\",\"values\":[%s]}]}"
			.formatted(values);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
