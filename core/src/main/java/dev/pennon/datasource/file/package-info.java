/**
 * Flags from files. Application authors name the files in a
 * {@link dev.pennon.datasource.file.FileDataSourceConfig}; the
 * {@link dev.pennon.datasource.file.FileUpdateProcessor} loads them and watches them.
 * <p>
 * A file is UTF-8 JSON if it begins with a brace, else YAML, and holds an object with any
 * of {@code flags} (key to flag), {@code flagValues} (key to the value that everyone
 * gets) and {@code segments} (key to segment). Of YAML it may use what says the same as
 * JSON: nulls and booleans as in the core schema of YAML 1.2 (so {@code yes} and
 * {@code on} are text), numbers as in JSON, no aliases, no tags but those of JSON types.
 * A file may have up to 256 MiB and 500 levels of nesting.
 */
@NullMarked
package dev.pennon.datasource.file;

import org.jspecify.annotations.NullMarked;
