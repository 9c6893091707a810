package dev.pennon.datasource.http;

import java.util.List;

/**
 * The threads of sources in this JVM.
 */
final class PennonThreads {

	private PennonThreads() {
	}

	static List<String> named(String role) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pennon-" + role))
			.toList();
	}

}
