/**
 * The LaunchDarkly Java SDK as tests and benchmarks see it. Nothing here mentions a class
 * of that SDK. For Pennon's own developers.
 */
@NullMarked
package dev.pennon.launchdarkly;

import org.jspecify.annotations.NullMarked;
