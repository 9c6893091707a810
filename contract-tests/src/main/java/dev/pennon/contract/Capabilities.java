package dev.pennon.contract;

import java.util.List;

/**
 * What the harness is told that Pennon can do, by the names that the harness has for it.
 */
final class Capabilities {

	static final List<String> ALL = List.of("server-side", "strongly-typed",
			// Evaluation
			"all-flags-with-reasons", "all-flags-client-side-only", "all-flags-details-only-for-tracked-flags",
			"client-prereq-events", "secure-mode-hash",
			// Contexts
			"context-type", "context-comparison", "user-type",
			// Sources of flags
			"server-side-polling", "polling-gzip", "filtering", "filtering-strict", "retry-conformance-fdv1-streaming",
			"retry-conformance-fdv1-polling",
			// Stores
			"persistent-data-store-redis", "big-segments",
			// Events
			"event-sampling", "event-gzip", "optional-event-gzip", "inline-context", "inline-context-all",
			"anonymous-redaction", "omit-anonymous-contexts",
			// Hooks and migrations
			"evaluation-hooks", "track-hooks", "hook-environment-id", "migrations",
			// Requests
			"service-endpoints", "tags", "instance-id", "wrapper", "http-proxy", "tls:verify-peer",
			"tls:skip-verify-peer", "tls:custom-ca");

	private Capabilities() {
	}

}
