package dev.pennon.spring.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which native connection a command gets: each factory numbers those that it gives.
 */
class ConnectionSourceTests {

	private final AtomicInteger given = new AtomicInteger();

	private final RedisConnectionFactory factory = proxy(RedisConnectionFactory.class,
			(proxy, method, arguments) -> connection(this.given.incrementAndGet()));

	private final ConnectionSource source = source(new KnownRepair());

	private static RedisConnection connection(int number) {
		return proxy(RedisConnection.class,
				(proxy, method, arguments) -> method.getName().equals("getNativeConnection") ? number : null);
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private ConnectionSource source(ConnectionSource.Repair repair) {
		return new ConnectionSource(this.factory, Duration.ofSeconds(30), repair);
	}

	private static Object use(ConnectionSource source) {
		return source.executeNatively((connection) -> connection);
	}

	@Test
	void connectionIsKept() {
		assertThat(use(this.source)).isEqualTo(1);
		assertThat(use(this.source)).isEqualTo(1);
	}

	@Test
	void connectionOfAnApplicationsFactoryIsNotKept() {
		ConnectionSource shared = source(ConnectionSource.Repair.NONE);
		assertThat(use(shared)).isEqualTo(1);
		assertThat(use(shared)).isEqualTo(2);
	}

	@Test
	void renewedConnectionIsAnotherOne() {
		use(this.source);
		this.source.renew();
		assertThat(use(this.source)).isEqualTo(2);
		assertThat(use(this.source)).isEqualTo(2);
	}

	@Test
	void suspectConnectionIsAnotherOne() {
		use(this.source);
		this.source.suspect();
		assertThat(use(this.source)).isEqualTo(2);
	}

	@Test
	void connectionThatIsGivenUpWhileItIsUsedIsNotKept() {
		assertThat(this.source.<Object>executeNatively((connection) -> {
			this.source.renew();
			return connection;
		})).isEqualTo(1);
		assertThat(use(this.source)).isEqualTo(2);
		assertThat(use(this.source)).isEqualTo(2);
	}

	@Test
	void failureOfACommandDoesNotCostTheConnection() {
		use(this.source);
		assertThatIllegalStateException().isThrownBy(() -> this.source.executeNatively((connection) -> {
			throw new IllegalStateException("no answer");
		}));
		assertThat(use(this.source)).isEqualTo(1);
	}

	/** Is told of everything, and does nothing. */
	private static final class KnownRepair implements ConnectionSource.Repair {

		@Override
		public void failed(RuntimeException failure) {
		}

		@Override
		public void look() {
		}

		@Override
		public void silent(ConnectionSource source) {
		}

		@Override
		public void disconnect() {
		}

		@Override
		public boolean isOnlyOneToDisconnect() {
			return true;
		}

	}

}
