package dev.pennon.contract.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What stands for a collection that a request leaves out.
 */
final class Absent {

	private Absent() {
	}

	static <T> List<T> list(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	static <K, V> Map<K, V> map(@Nullable Map<K, V> map) {
		return (map != null) ? map : Map.of();
	}

}
