package dev.pennon.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataOrderingTests {

	private static final TestKind FLAGS = new TestKind("features", 1);

	private static final TestKind SEGMENTS = new TestKind("segments", 0);

	@Test
	void segmentsComeFirstAndItemsAfterTheirDependencies() {
		FullDataSet data = FullDataSet.builder()
			.items(FLAGS,
					TestKind.byKey(item("a", "b", "c"), item("b", "c", "e"), item("c"), item("d"), item("e"),
							item("f")))
			.items(SEGMENTS, TestKind.byKey(item("o")))
			.build();
		FullDataSet sorted = DataOrdering.sort(data);
		assertThat(sorted.kinds()).containsExactly(SEGMENTS, FLAGS);
		assertThat(sorted.items(SEGMENTS)).isEqualTo(data.items(SEGMENTS));
		assertThat(sorted.items(FLAGS)).isEqualTo(data.items(FLAGS));
		assertThat(sorted.items(FLAGS).keySet()).containsExactly("c", "e", "b", "a", "d", "f");
	}

	@Test
	void kindsWithoutPriorityComeLast() {
		VersionedDataKind<TestItem> unordered = new UnorderedKind();
		FullDataSet data = FullDataSet.builder()
			.items(unordered, TestKind.byKey(item("z", "a"), item("a")))
			.items(FLAGS, TestKind.byKey(item("a")))
			.build();
		FullDataSet sorted = DataOrdering.sort(data);
		assertThat(sorted.kinds()).containsExactly(FLAGS, unordered);
		assertThat(sorted.items(unordered).keySet()).containsExactly("z", "a");
	}

	@Test
	void itemsWithoutDependenciesKeepTheirOrder() {
		assertThat(sortedKeys(item("z"), item("a"), item("m"))).containsExactly("z", "a", "m");
	}

	@Test
	void dependenciesThatAreNotInTheSetAreIgnored() {
		assertThat(sortedKeys(item("a", "missing"), item("b"))).containsExactly("a", "b");
	}

	@Test
	void circlesEnd() {
		assertThat(sortedKeys(item("a", "b"), item("b", "c"), item("c", "a"), item("d", "d")))
			.containsExactlyInAnyOrder("a", "b", "c", "d");
	}

	@Test
	void tombstonesStayInTheSet() {
		assertThat(sortedKeys(item("a", "b"), TestItem.tombstone("b", 2))).containsExactly("b", "a");
	}

	@Test
	void deepChainDoesNotOverflowTheStack() throws Exception {
		int depth = 20_000;
		Map<String, TestItem> items = new LinkedHashMap<>();
		for (int i = 0; i < depth; i++) {
			items.put("item-" + i, item("item-" + i, "item-" + (i + 1)));
		}
		FullDataSet data = FullDataSet.builder().items(FLAGS, items).build();
		List<String> sorted = withSmallStack(() -> List.copyOf(DataOrdering.sort(data).items(FLAGS).keySet()));
		assertThat(sorted).hasSize(depth);
		assertThat(sorted.get(0)).isEqualTo("item-" + (depth - 1));
		assertThat(sorted.get(depth - 1)).isEqualTo("item-0");
	}

	/** Runs something where twenty bytes for each item are all that the stack has. */
	private static <T> T withSmallStack(Callable<T> action) throws Exception {
		FutureTask<T> task = new FutureTask<>(action);
		new Thread(null, task, "small-stack", 400_000).start();
		return task.get(1, TimeUnit.MINUTES);
	}

	private static Iterable<String> sortedKeys(TestItem... items) {
		return DataOrdering.sort(FLAGS.dataSet(items)).items(FLAGS).keySet();
	}

	private static TestItem item(String key, String... dependencies) {
		return TestItem.of(key, 1).dependingOn(dependencies);
	}

	private static final class UnorderedKind implements VersionedDataKind<TestItem> {

		@Override
		public String namespace() {
			return "x";
		}

		@Override
		public String requestApiPath() {
			return "/x";
		}

		@Override
		public String streamApiPath() {
			return "/x/";
		}

		@Override
		public TestItem decode(String key, byte[] json) {
			return FLAGS.decode(key, json);
		}

		@Override
		public byte[] encode(TestItem item) {
			return FLAGS.encode(item);
		}

		@Override
		public TestItem tombstone(String key, long version) {
			return TestItem.tombstone(key, version);
		}

	}

}
