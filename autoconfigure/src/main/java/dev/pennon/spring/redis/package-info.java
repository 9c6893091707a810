/**
 * Flags in Redis, over Spring Data Redis, in the layout that every LaunchDarkly SDK and
 * the Relay Proxy use. For applications that put a store together themselves, and for
 * those that name the connection to use with
 * {@link dev.pennon.spring.redis.PennonRedisConnectionFactory}.
 */
@NullMarked
package dev.pennon.spring.redis;

import org.jspecify.annotations.NullMarked;
