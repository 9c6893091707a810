/**
 * Speaks to the LaunchDarkly Java SDK. Loaded by a class loader of its own, never from
 * the class path. For Pennon's own developers.
 */
@NullMarked
package dev.pennon.launchdarkly.sdk;

import org.jspecify.annotations.NullMarked;
