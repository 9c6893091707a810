package dev.pennon.datasource.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a file from outside: where its name leads through symbolic links,
 * its identity, age and size. A file that changed a moment ago may change again within
 * the same tick of the file system's clock, so its content counts too.
 */
final class Fingerprint {

	/** Longer than a tick of any file system's clock; FAT's is two seconds. */
	private static final Duration RECENT = Duration.ofSeconds(3);

	private static final Fingerprint MISSING = new Fingerprint(null, null, null, 0, null);

	private final @Nullable Path realPath;

	private final @Nullable Object fileKey;

	private final @Nullable Instant modified;

	private final long size;

	private final @Nullable Long checksum;

	private Fingerprint(@Nullable Path realPath, @Nullable Object fileKey, @Nullable Instant modified, long size,
			@Nullable Long checksum) {
		this.realPath = realPath;
		this.fileKey = fileKey;
		this.modified = modified;
		this.size = size;
		this.checksum = checksum;
	}

	/**
	 * Looks at a file.
	 * @param path the file
	 * @param now the present time
	 * @return its fingerprint; all files that cannot be looked at have the same
	 */
	static Fingerprint of(Path path, Instant now) {
		try {
			Path realPath = path.toRealPath();
			BasicFileAttributes attributes = Files.readAttributes(realPath, BasicFileAttributes.class);
			Instant modified = attributes.lastModifiedTime().toInstant();
			Long checksum = modified.isAfter(now.minus(RECENT)) ? checksum(realPath) : null;
			return new Fingerprint(realPath, attributes.fileKey(), modified, attributes.size(), checksum);
		}
		catch (IOException ex) {
			return MISSING;
		}
	}

	private static Long checksum(Path file) throws IOException {
		CRC32C checksum = new CRC32C();
		try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
			in.transferTo(OutputStream.nullOutputStream());
		}
		return checksum.getValue();
	}

	/**
	 * Returns whether the file is the same, as far as both fingerprints tell.
	 * @param other another fingerprint of the same file
	 * @return whether they agree; the content is compared if both have seen it
	 */
	boolean agreesWith(Fingerprint other) {
		return Objects.equals(this.realPath, other.realPath) && Objects.equals(this.fileKey, other.fileKey)
				&& Objects.equals(this.modified, other.modified) && this.size == other.size
				&& (this.checksum == null || other.checksum == null || this.checksum.equals(other.checksum));
	}

}
