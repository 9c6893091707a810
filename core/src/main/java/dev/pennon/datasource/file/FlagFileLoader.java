package dev.pennon.datasource.file;

import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.ItemReader;
import dev.pennon.model.Segment;
import dev.pennon.store.FullDataSet;
import org.jspecify.annotations.Nullable;

/**
 * Loads flag files, all of them or nothing, and remembers between loads which version
 * each item has. Safe for use by any number of threads: a lock lets one load at a time
 * happen, and carries what is remembered from one to the next.
 */
public final class FlagFileLoader {

	private final FileDataSourceConfig config;

	private final boolean keepJson;

	private final ReentrantLock lock = new ReentrantLock();

	private ItemHistory<FeatureFlag> flags = ItemHistory.empty();

	private ItemHistory<Segment> segments = ItemHistory.empty();

	private @Nullable FullDataSet loaded;

	/**
	 * Creates a loader that has loaded nothing.
	 * @param config which files, and how
	 * @param keepJson whether items remember the JSON that they came from, as
	 * {@link dev.pennon.store.FeatureStore#needsJson()} says
	 */
	public FlagFileLoader(FileDataSourceConfig config, boolean keepJson) {
		this.config = config;
		this.keepJson = keepJson;
	}

	/**
	 * Reads all files, on the calling thread.
	 * @return every flag and segment; the same object as last time if nothing has changed
	 * since
	 * @throws FlagFileException if a file cannot be read or anything in it is wrong;
	 * nothing is remembered of this load then
	 */
	public FullDataSet load() {
		this.lock.lock();
		try (ItemReader reader = new ItemReader(this.keepJson)) {
			FlagFileItems<FeatureFlag> flagItems = new FlagFileItems<>("flag", this.flags, this.config.duplicateKeys(),
					reader::flag);
			FlagFileItems<Segment> segmentItems = new FlagFileItems<>("segment", this.segments,
					this.config.duplicateKeys(), reader::segment);
			for (FlagFile file : this.config.files()) {
				FlagFileReader.read(FlagFileContent.read(file), flagItems, segmentItems);
			}
			return remember(flagItems.history(), segmentItems.history());
		}
		finally {
			this.lock.unlock();
		}
	}

	private FullDataSet remember(ItemHistory<FeatureFlag> nextFlags, ItemHistory<Segment> nextSegments) {
		FullDataSet data = this.loaded;
		if (data == null || nextFlags != this.flags || nextSegments != this.segments) {
			data = FullDataSet.builder()
				.items(DataKinds.SEGMENTS, nextSegments.items())
				.items(DataKinds.FEATURES, nextFlags.items())
				.build();
			this.flags = nextFlags;
			this.segments = nextSegments;
			this.loaded = data;
		}
		return data;
	}

}
