package dev.pennon.spring.redis;

/**
 * What may befall the Redis that holds the flags.
 */
enum RedisFault {

	KILLED {

		@Override
		void begin(RedisServer server) {
			server.kill();
		}

		@Override
		void end(RedisServer server) {
			server.start();
		}

	},

	FROZEN {

		@Override
		void begin(RedisServer server) {
			server.freeze();
		}

		@Override
		void end(RedisServer server) {
			server.thaw();
		}

	},

	RESTARTED_EMPTY {

		@Override
		void begin(RedisServer server) {
			server.kill();
			server.start();
		}

		@Override
		void end(RedisServer server) {
		}

	},

	READ_ONLY {

		@Override
		void begin(RedisServer server) {
			server.admin().replicaof("127.0.0.1", 1);
		}

		@Override
		void end(RedisServer server) {
			server.admin().replicaofNoOne();
		}

	},

	FULL {

		@Override
		void begin(RedisServer server) {
			server.admin().configSet("maxmemory", "1");
		}

		@Override
		void end(RedisServer server) {
			server.admin().configSet("maxmemory", "0");
		}

	},

	WRONG_TYPE {

		@Override
		void begin(RedisServer server) {
			server.admin().del("launchdarkly:features");
			server.admin().set("launchdarkly:features", "not a hash");
		}

		@Override
		void end(RedisServer server) {
			server.admin().del("launchdarkly:features");
		}

	},

	MALFORMED_ITEM {

		@Override
		void begin(RedisServer server) {
			server.admin().hset("launchdarkly:features", "flag", "{");
		}

		@Override
		void end(RedisServer server) {
			server.admin().hdel("launchdarkly:features", "flag");
		}

	};

	abstract void begin(RedisServer server);

	abstract void end(RedisServer server);

	/** Whether the server no longer has the flag that it had. */
	boolean losesTheFlag() {
		return this == RESTARTED_EMPTY;
	}

	/** Whether what was read before is the only thing to go by. */
	boolean hidesTheFlag() {
		return switch (this) {
			case KILLED, FROZEN, WRONG_TYPE, MALFORMED_ITEM -> true;
			case RESTARTED_EMPTY, READ_ONLY, FULL -> false;
		};
	}

	/** Whether a writer notices a write that does not arrive. */
	boolean keepsWritesOut() {
		return switch (this) {
			case KILLED, FROZEN, READ_ONLY, FULL, WRONG_TYPE -> true;
			case RESTARTED_EMPTY, MALFORMED_ITEM -> false;
		};
	}

}
