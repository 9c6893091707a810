/**
 * Which rows there are, how they are run, and the table that comes out.
 */
@NullMarked
package dev.pennon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
