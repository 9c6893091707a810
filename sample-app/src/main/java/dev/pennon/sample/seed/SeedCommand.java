package dev.pennon.sample.seed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The command {@code seed}: fills the Redis that {@code --spring.data.redis.*} points at
 * with readers of the newsletter, a million unless {@code --members} says how many.
 */
public final class SeedCommand {

	/** The exit status of a command that did what it was asked for. */
	public static final int DONE = 0;

	private static final int FAILED = 1;

	private static final int NOT_UNDERSTOOD = 2;

	private static final Logger logger = LoggerFactory.getLogger(SeedCommand.class);

	private SeedCommand() {
	}

	/**
	 * Runs the command. What goes wrong is logged in a sentence.
	 * @param args what follows the word {@code seed}
	 * @return the exit status
	 */
	public static int run(String... args) {
		SeedArguments arguments;
		try {
			arguments = SeedArguments.parse(args);
		}
		catch (IllegalArgumentException ex) {
			logger.error("{}", ex.getMessage());
			return NOT_UNDERSTOOD;
		}
		SpringApplication application = new SpringApplication(Redis.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(args)) {
			new NewsletterSeeder(context.getBean(StringRedisTemplate.class), prefix(context.getEnvironment()))
				.seed(arguments.members());
			return DONE;
		}
		catch (DataAccessException ex) {
			logger.error(
					"Redis could not be filled: {}. Say with --spring.data.redis.host and --spring.data.redis.port "
							+ "where it is; what has been written may stay",
					NestedExceptionUtils.getMostSpecificCause(ex).toString());
			return FAILED;
		}
	}

	// As the shop finds it
	private static String prefix(Environment environment) {
		String storePrefix = environment.getProperty("pennon.store.prefix", "launchdarkly");
		return environment.getProperty("pennon.big-segments.prefix", storePrefix);
	}

	/** Connects to Redis and starts nothing else. */
	@ImportAutoConfiguration(DataRedisAutoConfiguration.class)
	static class Redis {

	}

}
