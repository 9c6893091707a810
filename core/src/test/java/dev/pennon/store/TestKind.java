package dev.pennon.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of {@link TestItem} that no store has heard of.
 *
 * @param namespace the name of the collection
 * @param priority the place among the kinds
 */
public record TestKind(String namespace, int priority) implements VersionedDataKindWithOrdering<TestItem> {

	/** The kind that most tests use. */
	public static final TestKind THINGS = new TestKind("things", 1);

	/** A second kind, whose keys must not collide with those of the first. */
	public static final TestKind OTHER_THINGS = new TestKind("otherThings", 0);

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Returns a data set that holds items of this kind alone.
	 * @param items the items
	 * @return the data set
	 */
	public FullDataSet dataSet(TestItem... items) {
		return FullDataSet.builder().items(this, byKey(items)).build();
	}

	/**
	 * Returns items by their keys, in the given order.
	 * @param items the items
	 * @return a map by storage key
	 */
	public static Map<String, TestItem> byKey(TestItem... items) {
		Map<String, TestItem> map = new LinkedHashMap<>();
		for (TestItem item : items) {
			map.put(item.key(), item);
		}
		return map;
	}

	@Override
	public String requestApiPath() {
		return "/test/" + this.namespace;
	}

	@Override
	public String streamApiPath() {
		return "/" + this.namespace + "/";
	}

	@Override
	public TestItem decode(String key, byte[] json) {
		try {
			TestJson item = mapper.readValue(json, TestJson.class);
			return new TestItem(key, item.version(), item.deleted(), item.name(), item.dependencies());
		}
		catch (JacksonException ex) {
			throw new InvalidItemException("Item '%s' is not valid".formatted(key), ex);
		}
	}

	@Override
	public byte[] encode(TestItem item) {
		return mapper.writeValueAsBytes(
				new TestJson(item.key(), item.version(), item.isDeleted(), item.name(), item.dependencies()));
	}

	@Override
	public TestItem tombstone(String key, long version) {
		return TestItem.tombstone(key, version);
	}

	@Override
	public Collection<String> dependencyKeys(TestItem item) {
		return item.dependencies();
	}

	private record TestJson(String key, long version, boolean deleted, String name, List<String> dependencies) {
	}

}
