/**
 * Flags from files. Application authors name the files in a
 * {@link dev.pennon.datasource.file.FileDataSourceConfig}; the
 * {@link dev.pennon.datasource.file.FileUpdateProcessor} loads them and watches them.
 */
@NullMarked
package dev.pennon.datasource.file;

import org.jspecify.annotations.NullMarked;
