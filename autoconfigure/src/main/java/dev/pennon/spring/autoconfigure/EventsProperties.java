package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the events service is told. Only the keys are API.
 *
 * @param enabled Whether to tell the events service which flags are evaluated, for whom
 * and with what result. Without an SDK key, nobody is told.
 * @param capacity Number of full events that wait for their delivery at most. What comes
 * on top is dropped and counted. Evaluations are counted whatever this is.
 * @param flushInterval Time between two deliveries.
 * @param allAttributesPrivate Whether to tell nothing of contexts but their kind, their
 * key and whether they are anonymous.
 * @param privateAttributes Comma-separated list of attributes that are told of no
 * context: names, or paths such as '/address/street'.
 * @param contextKeysCapacity Number of contexts that are remembered, so that they are not
 * told again.
 * @param contextKeysFlushInterval Time after which the remembered contexts are forgotten.
 * @param gzip Whether to compress what is sent.
 * @param omitAnonymousContexts Whether to leave anonymous contexts out of index and
 * identify events.
 * @param diagnostics What the events service is told about the client itself.
 */
public record EventsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10000") int capacity,
		@DefaultValue("5s") Duration flushInterval, @DefaultValue("false") boolean allAttributesPrivate,
		@DefaultValue List<String> privateAttributes, @DefaultValue("1000") int contextKeysCapacity,
		@DefaultValue("5m") Duration contextKeysFlushInterval, @DefaultValue("false") boolean gzip,
		@DefaultValue("false") boolean omitAnonymousContexts, @DefaultValue Diagnostics diagnostics) {

	/**
	 * What the events service is told about the client itself.
	 *
	 * @param enabled Whether to tell the events service how the client is configured and
	 * how it does.
	 * @param recordingInterval Time between two diagnostic events, not less than one
	 * minute.
	 */
	public record Diagnostics(@DefaultValue("true") boolean enabled, @DefaultValue("15m") Duration recordingInterval) {

	}

}
