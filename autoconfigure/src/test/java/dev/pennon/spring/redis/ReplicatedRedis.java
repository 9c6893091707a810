package dev.pennon.spring.redis;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A master that has a replica, and someone who puts that into its place.
 */
interface ReplicatedRedis extends AutoCloseable {

	/** Makes a factory as an application has it. */
	LettuceConnectionFactory factory();

	/**
	 * Starts what does not run, and waits until an empty master and its replica are in
	 * touch. A dead master keeps its place until {@link #promoteReplica()}.
	 */
	void reset();

	/** Returns the server that is the master now. */
	RedisServer master();

	/** Returns the server that is the replica now. */
	RedisServer replica();

	/**
	 * Puts the replica into the place of a master that does not answer, and waits for it.
	 */
	void promoteReplica();

	/** Lets a master and a replica that both run change places, and waits for it. */
	void switchOver();

	@Override
	void close();

}
