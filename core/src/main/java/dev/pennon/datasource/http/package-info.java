/**
 * Flags from LaunchDarkly or a Relay Proxy, by server-sent events or by polling. For
 * application authors who build a client without Spring.
 */
@NullMarked
package dev.pennon.datasource.http;

import org.jspecify.annotations.NullMarked;
