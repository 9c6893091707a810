package dev.pennon.datasource.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files flags come from, and how they are read.
 *
 * @param files the files, merged in this order; at least one
 * @param autoReload whether to load again when a file changes
 * @param duplicateKeys what to do when a key is defined twice
 * @param checkInterval how long to wait between two looks at the files; a change is
 * loaded once the files have kept still for this long. Has no effect without
 * {@code autoReload}
 */
public record FileDataSourceConfig(List<FlagFile> files, boolean autoReload, DuplicateKeys duplicateKeys,
		Duration checkInterval) {

	/** How long to wait between two looks at the files unless set: 250 ms. */
	public static final Duration DEFAULT_CHECK_INTERVAL = Duration.ofMillis(250);

	/**
	 * Checks and copies what it is given.
	 * @param files the files
	 * @param autoReload whether to load again when a file changes
	 * @param duplicateKeys what to do when a key is defined twice
	 * @param checkInterval the time between two looks at the files
	 * @throws IllegalArgumentException if there is no file or the interval is not
	 * positive
	 */
	public FileDataSourceConfig {
		files = List.copyOf(files);
		if (files.isEmpty()) {
			throw new IllegalArgumentException("No flag file is given: name at least one");
		}
		if (checkInterval.isNegative() || checkInterval.isZero()) {
			throw new IllegalArgumentException(
					"The interval of checks for changed flag files must be positive, but is " + checkInterval);
		}
	}

	/**
	 * Returns a builder with the defaults: no reload, duplicate keys fail.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds a {@link FileDataSourceConfig}. For one thread.
	 */
	public static final class Builder {

		private final List<FlagFile> files = new ArrayList<>();

		private boolean autoReload;

		private DuplicateKeys duplicateKeys = DuplicateKeys.FAIL;

		private Duration checkInterval = DEFAULT_CHECK_INTERVAL;

		private Builder() {
		}

		/**
		 * Adds a file.
		 * @param path the file
		 * @return this builder
		 */
		public Builder file(Path path) {
			return file(FlagFile.of(path));
		}

		/**
		 * Adds a file.
		 * @param file the file
		 * @return this builder
		 */
		public Builder file(FlagFile file) {
			this.files.add(file);
			return this;
		}

		/**
		 * Sets whether to load again when a file changes. False unless set.
		 * @param autoReload whether to reload
		 * @return this builder
		 */
		public Builder autoReload(boolean autoReload) {
			this.autoReload = autoReload;
			return this;
		}

		/**
		 * Sets what to do when a key is defined twice. {@link DuplicateKeys#FAIL} unless
		 * set.
		 * @param duplicateKeys what to do
		 * @return this builder
		 */
		public Builder duplicateKeys(DuplicateKeys duplicateKeys) {
			this.duplicateKeys = duplicateKeys;
			return this;
		}

		/**
		 * Sets the time between two looks at the files.
		 * {@link FileDataSourceConfig#DEFAULT_CHECK_INTERVAL} unless set.
		 * @param checkInterval the time, positive
		 * @return this builder
		 */
		public Builder checkInterval(Duration checkInterval) {
			this.checkInterval = checkInterval;
			return this;
		}

		/**
		 * Returns the configuration.
		 * @return a configuration that this builder no longer changes
		 * @throws IllegalArgumentException if there is no file or the interval is not
		 * positive
		 */
		public FileDataSourceConfig build() {
			return new FileDataSourceConfig(this.files, this.autoReload, this.duplicateKeys, this.checkInterval);
		}

	}

}
