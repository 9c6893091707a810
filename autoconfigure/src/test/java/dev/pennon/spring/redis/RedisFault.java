package dev.pennon.spring.redis;

import java.util.List;

/**
 * What may befall the Redis that holds flags in some hashes.
 */
enum RedisFault {

	KILLED {

		@Override
		void begin(RedisServer server, List<String> keys) {
			server.kill();
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			server.start();
		}

	},

	FROZEN {

		@Override
		void begin(RedisServer server, List<String> keys) {
			server.freeze();
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			server.thaw();
		}

	},

	RESTARTED_EMPTY {

		@Override
		void begin(RedisServer server, List<String> keys) {
			server.kill();
			server.start();
		}

		@Override
		void end(RedisServer server, List<String> keys) {
		}

	},

	READ_ONLY {

		@Override
		void begin(RedisServer server, List<String> keys) {
			server.admin().replicaof("127.0.0.1", 1);
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			server.admin().replicaofNoOne();
		}

	},

	FULL {

		@Override
		void begin(RedisServer server, List<String> keys) {
			server.admin().configSet("maxmemory", "1");
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			server.admin().configSet("maxmemory", "0");
		}

	},

	WRONG_TYPE {

		@Override
		void begin(RedisServer server, List<String> keys) {
			for (String key : keys) {
				server.admin().del(key);
				server.admin().set(key, "not a hash");
			}
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			keys.forEach(server.admin()::del);
		}

	},

	MALFORMED_ITEM {

		@Override
		void begin(RedisServer server, List<String> keys) {
			keys.forEach((key) -> server.admin().hset(key, "flag", "{"));
		}

		@Override
		void end(RedisServer server, List<String> keys) {
			keys.forEach((key) -> server.admin().hdel(key, "flag"));
		}

	};

	abstract void begin(RedisServer server, List<String> keys);

	abstract void end(RedisServer server, List<String> keys);

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

	/** Whether nothing is answered that would have to be read. */
	boolean stopsAnswers() {
		return this == KILLED || this == FROZEN;
	}

	/** Whether a writer notices a write that does not arrive. */
	boolean keepsWritesOut() {
		return switch (this) {
			case KILLED, FROZEN, READ_ONLY, FULL, WRONG_TYPE -> true;
			case RESTARTED_EMPTY, MALFORMED_ITEM -> false;
		};
	}

}
