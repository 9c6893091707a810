package dev.pennon.datasource.file;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tells when to load files again, from looks at their fingerprints at regular intervals:
 * once they have changed and then kept still for an interval, so that many changes in a
 * row make one load and a file that is just being written is left alone. For one thread.
 * <p>
 * There is no {@code WatchService} here on purpose. It costs a handle and a thread, says
 * nothing about what happens behind a symbolic link (where a Kubernetes ConfigMap swaps
 * its directories), on network file systems or after its directory was deleted, and would
 * need these looks beside it anyway; a look costs some microseconds for each file.
 *
 * <pre>
 *          first look                     different           agrees with the last look,
 *   start ────────────▶ load ──▶ still ─────────────▶ restless ── or restless for long ──▶ load
 *                                  ▲                     │
 *                                  └─────────────────────┘ as it was when loaded
 * </pre>
 */
final class FileWatch {

	/** Files that never keep still are loaded anyway after this time. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final List<Path> paths;

	private final InstantSource clock;

	private final long patientLooks;

	private @Nullable List<Fingerprint> loaded;

	private @Nullable List<Fingerprint> restless;

	private long restlessLooks;

	private boolean again;

	FileWatch(List<FlagFile> files, Duration interval, InstantSource clock) {
		this.paths = files.stream().map(FlagFile::path).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
		this.clock = clock;
		this.patientLooks = Math.max(1, PATIENCE.dividedBy(interval));
	}

	/**
	 * Returns whether there is a file to look at.
	 * @return false if none of the files is one that can change
	 */
	boolean isUseful() {
		return !this.paths.isEmpty();
	}

	/**
	 * Looks at the files.
	 * @return whether to load them now
	 */
	boolean look() {
		List<Fingerprint> now = fingerprints();
		if (this.loaded != null && agree(now, this.loaded)) {
			boolean due = this.again;
			this.restless = null;
			this.again = false;
			return due;
		}
		boolean first = this.loaded == null;
		boolean still = this.restless != null && agree(now, this.restless);
		this.restlessLooks = (this.restless != null) ? this.restlessLooks + 1 : 0;
		if (!first && !still && this.restlessLooks < this.patientLooks) {
			this.restless = now;
			return false;
		}
		this.loaded = now;
		this.restless = null;
		this.again = false;
		return true;
	}

	/**
	 * Makes the next look say to load even if the files are as they were: what kept them
	 * from being read shows in no fingerprint.
	 */
	void tryAgain() {
		this.again = true;
	}

	private List<Fingerprint> fingerprints() {
		return this.paths.stream().map((path) -> Fingerprint.of(path, this.clock.instant())).toList();
	}

	private static boolean agree(List<Fingerprint> some, List<Fingerprint> others) {
		for (int i = 0; i < some.size(); i++) {
			if (!some.get(i).agreesWith(others.get(i))) {
				return false;
			}
		}
		return true;
	}

}
