package dev.pennon.datasource;

import java.util.List;
import java.util.function.BiConsumer;

import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Prerequisite;
import dev.pennon.model.Segment;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;

/**
 * A flag depends on its prerequisites and on the segments that its rules name, a segment
 * on the segments that its rules name.
 */
final class FlagDependencies implements ItemDependencies {

	@Override
	public List<VersionedDataKind<?>> kinds() {
		return List.of(DataKinds.FEATURES, DataKinds.SEGMENTS);
	}

	@Override
	public boolean isAnnounced(VersionedDataKind<?> kind) {
		return kind == DataKinds.FEATURES;
	}

	@Override
	public void find(VersionedDataKind<?> kind, VersionedData item, BiConsumer<VersionedDataKind<?>, String> found) {
		if (item instanceof FeatureFlag flag) {
			Prerequisite prerequisite = flag.firstPrerequisite();
			while (prerequisite != null) {
				found.accept(DataKinds.FEATURES, prerequisite.key());
				prerequisite = prerequisite.next();
			}
			flag.segmentKeys().forEach((key) -> found.accept(DataKinds.SEGMENTS, key));
		}
		else if (item instanceof Segment segment) {
			segment.segmentKeys().forEach((key) -> found.accept(DataKinds.SEGMENTS, key));
		}
	}

}
