package dev.pennon.benchmarks.redis;

import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.data.Subjects.Subject;
import dev.pennon.launchdarkly.PeerClient;

/**
 * The people as version 5 of LaunchDarkly's SDK knows them.
 */
final class PeerUsers {

	private PeerUsers() {
	}

	static Object[] all(PeerClient client) {
		return Subjects.all((subject) -> client.user(json(subject))).toArray();
	}

	private static String json(Subject subject) {
		return """
				{"key":"%s","name":"%s","email":"%s","country":"%s","custom":{"plan":"%s","age":%d}}""".formatted(
				subject.key(), subject.name(), subject.email(), subject.country(), subject.plan(), subject.age());
	}

}
