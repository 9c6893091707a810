package dev.pennon.diagnostic;

import java.time.Duration;

/**
 * What a component may read of the client's configuration to describe itself. It holds no
 * credentials.
 *
 * @param offline whether the client is offline
 * @param startWait how long the client waits for its first data
 */
public record DiagnosticConfiguration(boolean offline, Duration startWait) {
}
