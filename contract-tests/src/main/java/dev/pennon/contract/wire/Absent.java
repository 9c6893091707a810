package dev.pennon.contract.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What stands for what a request leaves out. An empty text is as good as none.
 */
final class Absent {

	private Absent() {
	}

	static @Nullable String text(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

	static <T> List<T> list(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	static <K, V> Map<K, V> map(@Nullable Map<K, V> map) {
		return (map != null) ? map : Map.of();
	}

}
