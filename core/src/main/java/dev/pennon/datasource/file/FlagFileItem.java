package dev.pennon.datasource.file;

/**
 * Where a file defines a flag or segment, and what tells its content from any other.
 */
final class FlagFileItem {

	private final String key;

	private final long givenVersion;

	private final byte[] digest;

	private final FlagFileContent content;

	private final Place place;

	/**
	 * Creates an item.
	 * @param key the key of the map in the file
	 * @param givenVersion the version that the file gives, or 0 if it gives none
	 * @param digest a digest of the version and the rest
	 * @param content the file
	 * @param place where the key stands in the file
	 */
	FlagFileItem(String key, long givenVersion, byte[] digest, FlagFileContent content, Place place) {
		this.key = key;
		this.givenVersion = givenVersion;
		this.digest = digest;
		this.content = content;
		this.place = place;
	}

	String key() {
		return this.key;
	}

	long givenVersion() {
		return this.givenVersion;
	}

	/**
	 * Returns what tells this content from any other; space between tokens does not
	 * count.
	 * @return a digest, not to be modified
	 */
	byte[] digest() {
		return this.digest;
	}

	FlagFileContent content() {
		return this.content;
	}

	Place place() {
		return this.place;
	}

}
