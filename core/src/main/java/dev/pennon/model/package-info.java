/**
 * Flags and segments, compiled once when they are parsed into the form that evaluation
 * reads. For authors of data sources and stores, who parse and serialize items with
 * {@link dev.pennon.model.DataKinds} and {@link dev.pennon.model.FlagDataReader};
 * applications need nothing from here.
 */
@NullMarked
package dev.pennon.model;

import org.jspecify.annotations.NullMarked;
