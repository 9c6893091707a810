package dev.pennon.spring.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What {@code spring.data.redis.*} can lead to, with each driver. Servers are started
 * when the first test needs them, shared by all that do not harm them, and end with the
 * process.
 */
enum RedisTopology {

	STANDALONE {

		@Override
		RedisConnectionFactory create() {
			return RedisStores.factory(Standalone.SERVER);
		}

		@Override
		void clear() {
			Standalone.SERVER.admin().flushall();
		}

	},

	ACL {

		@Override
		RedisConnectionFactory create() {
			return RedisUser.WRITER.factory(standalone());
		}

		@Override
		RedisConnectionFactory createForSegments() {
			return RedisUser.SEGMENT_READER.factory(standalone());
		}

		@Override
		RedisTopology withAllRights() {
			return STANDALONE;
		}

		@Override
		void clear() {
			STANDALONE.clear();
		}

	},

	JEDIS {

		@Override
		RedisConnectionFactory create() {
			return started(new JedisConnectionFactory(standalone()));
		}

		@Override
		void clear() {
			STANDALONE.clear();
		}

	},

	TLS {

		@Override
		RedisConnectionFactory create() {
			ClientOptions trusting = ClientOptions.builder()
				.sslOptions(SslOptions.builder().trustManager(Tls.CERTIFICATE.toFile()).build())
				.build();
			return RedisStores
				.started(new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", Tls.SERVER.port()),
						RedisStores.client().clientOptions(trusting).useSsl().build()));
		}

		@Override
		void clear() {
			factory().getConnection().serverCommands().flushAll();
		}

	},

	SENTINEL {

		@Override
		RedisConnectionFactory create() {
			return Sentinel.SERVERS.factory();
		}

		@Override
		void clear() {
			Sentinel.SERVERS.master().admin().flushall();
		}

	},

	CLUSTER {

		@Override
		RedisConnectionFactory create() {
			return Cluster.SERVERS.factory();
		}

		@Override
		void clear() {
			Cluster.SERVERS.clear();
		}

	},

	CLUSTER_ACL {

		@Override
		RedisConnectionFactory create() {
			return RedisUser.WRITER.factory(cluster());
		}

		@Override
		RedisConnectionFactory createForSegments() {
			return RedisUser.SEGMENT_READER.factory(cluster());
		}

		@Override
		RedisTopology withAllRights() {
			return CLUSTER;
		}

		@Override
		void clear() {
			CLUSTER.clear();
		}

	},

	CLUSTER_JEDIS {

		@Override
		RedisConnectionFactory create() {
			return started(new JedisConnectionFactory(cluster()));
		}

		@Override
		void clear() {
			CLUSTER.clear();
		}

	};

	private @Nullable RedisConnectionFactory factory;

	private @Nullable RedisConnectionFactory segmentFactory;

	abstract RedisConnectionFactory create();

	/** Empties it. */
	abstract void clear();

	/** Returns the factory of an application, which stays open. */
	synchronized RedisConnectionFactory factory() {
		RedisConnectionFactory created = this.factory;
		if (created == null) {
			created = create();
			this.factory = created;
		}
		return created;
	}

	/** Returns the factory of an application that only reads big segments. */
	synchronized RedisConnectionFactory segmentFactory() {
		RedisConnectionFactory created = this.segmentFactory;
		if (created == null) {
			created = createForSegments();
			this.segmentFactory = created;
		}
		return created;
	}

	RedisConnectionFactory createForSegments() {
		return factory();
	}

	/** Returns the same servers for a user that may write whatever there is. */
	RedisTopology withAllRights() {
		return this;
	}

	boolean isCluster() {
		return compareTo(CLUSTER) >= 0;
	}

	/** Returns the default prefix, as far as it can be used, and another one. */
	List<Prefix> prefixes() {
		String first = isCluster() ? "{launchdarkly}" : RedisFeatureStoreCore.DEFAULT_PREFIX;
		String second = isCluster() ? "custom-{pennon}" : "custom-prefix";
		return List.of(new Prefix(this, first, second), new Prefix(this, second, first));
	}

	/** Returns everything with each of its prefixes. */
	static List<Prefix> allPrefixes() {
		List<Prefix> all = new ArrayList<>();
		for (RedisTopology topology : values()) {
			all.addAll(topology.prefixes());
		}
		return all;
	}

	static RedisStandaloneConfiguration standalone() {
		return new RedisStandaloneConfiguration("127.0.0.1", Standalone.SERVER.port());
	}

	static RedisClusterConfiguration cluster() {
		return Cluster.SERVERS.configuration();
	}

	private static JedisConnectionFactory started(JedisConnectionFactory factory) {
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/**
	 * Where an environment lies.
	 *
	 * @param topology the servers
	 * @param prefix the prefix to use
	 * @param other that of another environment beside it
	 */
	record Prefix(RedisTopology topology, String prefix, String other) {

		@Override
		public String toString() {
			return this.topology + " with prefix " + this.prefix;
		}

	}

	private static final class Standalone {

		static final RedisServer SERVER = RedisServer.with(RedisUser.arguments()).start();

	}

	private static final class Tls {

		static final Path CERTIFICATE = TlsRedis.certificate();

		static final RedisServer SERVER = TlsRedis.with(CERTIFICATE).start();

	}

	private static final class Sentinel {

		static final RedisSentinelServers SERVERS = new RedisSentinelServers();

	}

	private static final class Cluster {

		static final RedisClusterServers SERVERS = new RedisClusterServers(false);

	}

}
