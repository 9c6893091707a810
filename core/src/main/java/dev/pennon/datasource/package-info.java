/**
 * Where flags come from: streaming, polling, files. Plug-in authors implement
 * {@link dev.pennon.datasource.UpdateProcessor}, which pushes into a
 * {@link dev.pennon.datasource.DataSourceUpdateSink}; application authors read the
 * status.
 */
@NullMarked
package dev.pennon.datasource;

import org.jspecify.annotations.NullMarked;
