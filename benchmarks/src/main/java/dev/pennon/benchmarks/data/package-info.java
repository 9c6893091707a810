/**
 * The flags and the people of all rows, in the format of LaunchDarkly, which Pennon reads
 * too, and in that of Unleash.
 */
@NullMarked
package dev.pennon.benchmarks.data;

import org.jspecify.annotations.NullMarked;
