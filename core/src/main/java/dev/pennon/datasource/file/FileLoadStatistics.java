package dev.pennon.datasource.file;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How loading has gone so far. A reload that finds nothing changed counts as a load.
 *
 * @param loads how many loads succeeded
 * @param failures how many loads failed; each change of a file that is still broken
 * counts
 * @param lastLoad when the last successful load ended, or null if there was none
 * @param lastError what was wrong at the last failure, even if it has been mended since;
 * null if no load has failed
 */
public record FileLoadStatistics(long loads, long failures, @Nullable Instant lastLoad, @Nullable String lastError) {

	/** Nothing has happened. */
	static final FileLoadStatistics NONE = new FileLoadStatistics(0, 0, null, null);

	FileLoadStatistics loaded(Instant now) {
		return new FileLoadStatistics(this.loads + 1, this.failures, now, this.lastError);
	}

	FileLoadStatistics failed(String error) {
		return new FileLoadStatistics(this.loads, this.failures + 1, this.lastLoad, error);
	}

}
