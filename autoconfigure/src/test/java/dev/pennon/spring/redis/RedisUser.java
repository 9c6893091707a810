package dev.pennon.spring.redis;

import java.util.ArrayList;
import java.util.List;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.WithAuthentication;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A user who may do no more than {@code docs/redis.md} says, here under any prefix.
 */
enum RedisUser {

	READER("+hget +hgetall +exists"),

	WRITER("+hget +hgetall +exists +eval +evalsha +hset +hlen +del +set"),

	SEGMENT_READER("+get +smembers");

	/** What the driver asks a cluster besides. */
	private static final String FINDING_NODES = "+cluster|nodes";

	private static final String PASSWORD = "secret";

	private final String rights;

	RedisUser(String rights) {
		this.rights = rights;
	}

	/** Returns the arguments with which a server knows them all. */
	static String[] arguments() {
		return arguments("");
	}

	/** Returns the arguments with which a node of a cluster knows them all. */
	static String[] argumentsOnCluster() {
		return arguments(" " + FINDING_NODES);
	}

	private static String[] arguments(String more) {
		List<String> arguments = new ArrayList<>();
		for (RedisUser user : values()) {
			arguments.addAll(List.of("--user", user.name(), "on", ">" + PASSWORD, "~*"));
			arguments.addAll(List.of((user.rights + more).split(" ")));
		}
		return arguments.toArray(new String[0]);
	}

	/** Makes a factory of an application that is this user. */
	<C extends RedisConfiguration & WithAuthentication> LettuceConnectionFactory factory(C configuration) {
		configuration.setUsername(name());
		configuration.setPassword(PASSWORD);
		return RedisStores.started(new LettuceConnectionFactory(configuration, RedisStores.client().build()));
	}

}
