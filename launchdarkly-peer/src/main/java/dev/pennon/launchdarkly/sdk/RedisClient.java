package dev.pennon.launchdarkly.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.EvaluationDetail;
import com.launchdarkly.sdk.EvaluationReason;
import com.launchdarkly.sdk.LDUser;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.json.JsonSerialization;
import com.launchdarkly.sdk.json.SerializationException;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.PersistentDataStoreBuilder;
import com.launchdarkly.sdk.server.integrations.Redis;
import com.launchdarkly.sdk.server.integrations.RedisDataStoreBuilder;
import dev.pennon.launchdarkly.PeerAnswer;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.launchdarkly.PeerWriter;
import org.jspecify.annotations.Nullable;

/**
 * A client over Redis.
 */
final class RedisClient implements PeerClient {

	private final CapturedStore store;

	private final @Nullable PushedSource source;

	private final LDClient client;

	RedisClient(Settings settings) {
		this.store = new CapturedStore(store(settings));
		this.source = settings.source() ? new PushedSource() : null;
		LDConfig.Builder config = new LDConfig.Builder().dataStore(this.store)
			.dataSource((this.source != null) ? this.source : Components.externalUpdatesOnly())
			.events(Components.noEvents())
			.diagnosticOptOut(true)
			.logging(Components.logging(Logs.none()))
			.startWait(Duration.ZERO);
		Integer cacheSize = settings.bigSegmentCacheSize();
		if (cacheSize != null) {
			config.bigSegments(Components.bigSegments(redis(settings))
				.userCacheSize(cacheSize)
				.userCacheTime(settings.cacheTtl()));
		}
		this.client = new LDClient("no-key", config.build());
	}

	private static PersistentDataStoreBuilder store(Settings settings) {
		PersistentDataStoreBuilder builder = Components.persistentDataStore(redis(settings));
		return settings.cacheTtl().isZero() ? builder.noCaching() : builder.cacheTime(settings.cacheTtl());
	}

	private static RedisDataStoreBuilder redis(Settings settings) {
		return Redis.dataStore()
			.uri(URI.create("redis://127.0.0.1:" + settings.port()))
			.prefix(settings.prefix())
			.socketTimeout(Duration.ofSeconds(30));
	}

	@Override
	public Object user(String json) {
		try {
			return JsonSerialization.deserialize(json, LDUser.class);
		}
		catch (SerializationException ex) {
			throw new IllegalArgumentException(json, ex);
		}
	}

	@Override
	public PeerAnswer answer(String flagKey, Object user) {
		EvaluationDetail<LDValue> detail = this.client.jsonValueVariationDetail(flagKey, (LDUser) user,
				LDValue.ofNull());
		EvaluationReason reason = detail.getReason();
		EvaluationReason.ErrorKind error = reason.getErrorKind();
		return new PeerAnswer(detail.getValue().toJsonString(), detail.getVariationIndex(), reason.getKind().name(),
				reason.getRuleIndex(), reason.getRuleId(), reason.getPrerequisiteKey(),
				(error != null) ? error.name() : null);
	}

	@Override
	public boolean boolVariation(String flagKey, Object user, boolean defaultValue) {
		return this.client.boolVariation(flagKey, (LDUser) user, defaultValue);
	}

	@Override
	public Map<String, String> allFlags(Object user) {
		Map<String, String> values = new HashMap<>();
		this.client.allFlagsState((LDUser) user)
			.toValuesMap()
			.forEach((key, value) -> values.put(key, value.toJsonString()));
		return values;
	}

	@Override
	public PeerWriter source() {
		if (this.source == null) {
			throw new IllegalStateException("This client only reads");
		}
		return this.source;
	}

	@Override
	public PeerWriter store() {
		return this.store;
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
