package dev.pennon.spring.redis;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceSslClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Two factories that lead where the application's leads, but give up in time. By default
 * Lettuce waits a minute, queues commands while it is disconnected, sends them later, and
 * takes up to half a minute to connect again.
 */
final class LettuceCopies {

	private static final String CLIENT_NAME = "pennon";

	private static final Duration FIRST_RECONNECT = Duration.ofMillis(100);

	/** No longer than a store that is down is left alone before it is asked again. */
	private static final Duration LAST_RECONNECT = Duration.ofMillis(500);

	private final LettuceConnectionFactory single;

	private final LettuceConnectionFactory bulk;

	private final ClientResources resources;

	private final AtomicBoolean closed = new AtomicBoolean();

	private LettuceCopies(LettuceConnectionFactory single, LettuceConnectionFactory bulk, ClientResources resources) {
		this.single = single;
		this.bulk = bulk;
		this.resources = resources;
	}

	/**
	 * Whether it is known where a factory leads. A fixed list of a master and replicas
	 * cannot be given to another one.
	 */
	static boolean isCopyable(LettuceConnectionFactory source) {
		return !(configuration(source) instanceof RedisStaticMasterReplicaConfiguration);
	}

	// For a fixed list of a master and replicas, and for whatever was given as a general
	// configuration, the public methods name the default host instead, and nothing public
	// tells that apart; only a private field does, which is why it is read here
	private static @Nullable RedisConfiguration configuration(LettuceConnectionFactory source) {
		Field field = ReflectionUtils.findField(LettuceConnectionFactory.class, "configuration");
		return (field != null && field.trySetAccessible())
				? (RedisConfiguration) ReflectionUtils.getField(field, source) : null;
	}

	static LettuceCopies of(LettuceConnectionFactory source, Duration timeout, Duration bulkTimeout) {
		ClientResources resources = resources(source.getClientConfiguration());
		return new LettuceCopies(copy(source, resources, timeout, timeout),
				copy(source, resources, timeout, bulkTimeout), resources);
	}

	// Derived resources end the threads of the application's with their own, unless they
	// are given them
	private static ClientResources.Builder sharing(ClientResources source) {
		return source.mutate()
			.eventExecutorGroup(source.eventExecutorGroup())
			.eventLoopGroupProvider(source.eventLoopGroupProvider())
			.timer(source.timer())
			.commandLatencyRecorder(source.commandLatencyRecorder());
	}

	private static ClientResources resources(LettuceClientConfiguration source) {
		ClientResources.Builder builder = source.getClientResources()
			.map(LettuceCopies::sharing)
			.orElseGet(ClientResources::builder);
		return builder
			.reconnectDelay(() -> Delay.fullJitter(FIRST_RECONNECT, LAST_RECONNECT, FIRST_RECONNECT.toMillis(),
					TimeUnit.MILLISECONDS))
			.build();
	}

	private static LettuceConnectionFactory copy(LettuceConnectionFactory source, ClientResources resources,
			Duration connectTimeout, Duration commandTimeout) {
		LettuceClientConfiguration client = client(source, resources, connectTimeout, commandTimeout);
		LettuceConnectionFactory copy = new LettuceConnectionFactory(destination(source), client);
		copy.afterPropertiesSet();
		copy.start();
		return copy;
	}

	private static RedisConfiguration destination(LettuceConnectionFactory source) {
		RedisConfiguration known = configuration(source);
		if (known != null) {
			return known;
		}
		RedisConfiguration cluster = source.getClusterConfiguration();
		RedisConfiguration sentinel = source.getSentinelConfiguration();
		RedisConfiguration socket = source.getSocketConfiguration();
		if (cluster != null) {
			return cluster;
		}
		if (sentinel != null) {
			return sentinel;
		}
		return (socket != null) ? socket : source.getStandaloneConfiguration();
	}

	private static LettuceClientConfiguration client(LettuceConnectionFactory factory, ClientResources resources,
			Duration connectTimeout, Duration commandTimeout) {
		LettuceClientConfiguration source = factory.getClientConfiguration();
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder()
			.clientName(CLIENT_NAME)
			.clientResources(resources)
			.clientOptions(options(factory, connectTimeout))
			.commandTimeout(commandTimeout)
			.shutdownTimeout(Duration.ofMillis(100))
			.shutdownQuietPeriod(Duration.ZERO);
		if (source.isUseSsl()) {
			LettuceSslClientConfigurationBuilder ssl = builder.useSsl().verifyPeer(source.getVerifyMode());
			if (source.isStartTls()) {
				ssl.startTls();
			}
		}
		source.getReadFrom().ifPresent(builder::readFrom);
		builder.redisCredentialsProviderFactory(
				source.getRedisCredentialsProviderFactory().orElseGet(ImmediateCredentials::new));
		return builder.build();
	}

	private static ClientOptions options(LettuceConnectionFactory factory, Duration connectTimeout) {
		ClientOptions source = factory.getClientConfiguration()
			.getClientOptions()
			.orElseGet(() -> factory.isClusterAware() ? ClusterClientOptions.create() : ClientOptions.create());
		SocketOptions sockets = source.getSocketOptions().mutate().connectTimeout(connectTimeout).build();
		ClientOptions.Builder builder = (source instanceof ClusterClientOptions cluster)
				? cluster.mutate().topologyRefreshOptions(refresh(cluster.getTopologyRefreshOptions()))
				: source.mutate();
		// Whoever sends a command waits for it no longer than its limit; a timer for each
		// besides would be 200 bytes
		return builder.socketOptions(sockets)
			.timeoutOptions(TimeoutOptions.create())
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.autoReconnect(true)
			.build();
	}

	@SuppressWarnings("deprecation") // Lettuce 6 refreshes nothing unless told to
	private static ClusterTopologyRefreshOptions refresh(@Nullable ClusterTopologyRefreshOptions source) {
		ClusterTopologyRefreshOptions.Builder builder = ClusterTopologyRefreshOptions.builder()
			.enableAllAdaptiveRefreshTriggers();
		if (source != null) {
			builder.dynamicRefreshSources(source.useDynamicRefreshSources())
				.closeStaleConnections(source.isCloseStaleConnections());
			if (source.isPeriodicRefreshEnabled()) {
				builder.enablePeriodicRefresh(source.getRefreshPeriod());
			}
		}
		return builder.build();
	}

	LettuceRepair repair(LettuceConnectionFactory factory, Runnable whenSilent) {
		return new LettuceRepair(factory, this::runUnlessClosed, whenSilent);
	}

	private void runUnlessClosed(Runnable action) {
		if (!this.closed.get()) {
			this.resources.eventExecutorGroup().execute(action);
		}
	}

	LettuceConnectionFactory single() {
		return this.single;
	}

	LettuceConnectionFactory bulk() {
		return this.bulk;
	}

	void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.single.destroy();
			this.bulk.destroy();
			// It goes on in the background, and nothing depends on its end
			Future<?> unused = this.resources.shutdown(0, 100, TimeUnit.MILLISECONDS);
		}
	}

}
