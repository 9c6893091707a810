/**
 * Flags from code, for tests and demonstrations: a
 * {@link dev.pennon.datasource.testdata.TestData} feeds any number of clients, and its
 * flags can be changed while they run. For application authors.
 */
@NullMarked
package dev.pennon.datasource.testdata;

import org.jspecify.annotations.NullMarked;
