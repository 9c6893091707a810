package dev.pennon.spring.redis;

/**
 * What may befall a master that has a replica.
 */
enum MasterFault {

	/** The replica dies with it, and both come back without data. */
	KILLED {

		@Override
		void begin(ReplicatedRedis redis) {
			redis.replica().kill();
			redis.master().kill();
		}

		@Override
		void end(ReplicatedRedis redis) {
			redis.master().start();
			redis.replica().start();
		}

	},

	/** It dies, and the replica takes its place. */
	FAILED_OVER {

		@Override
		void begin(ReplicatedRedis redis) {
			redis.master().kill();
		}

		@Override
		void end(ReplicatedRedis redis) {
			redis.promoteReplica();
		}

	},

	/**
	 * It is gone without a word, as with a broken network, so that nobody's connection
	 * breaks, and the replica takes its place.
	 */
	VANISHED {

		@Override
		void begin(ReplicatedRedis redis) {
			redis.master().freeze();
		}

		@Override
		void end(ReplicatedRedis redis) {
			redis.promoteReplica();
		}

	};

	abstract void begin(ReplicatedRedis redis);

	abstract void end(ReplicatedRedis redis);

	/** Whether what was in Redis before is lost. */
	boolean losesTheFlags() {
		return this == KILLED;
	}

}
