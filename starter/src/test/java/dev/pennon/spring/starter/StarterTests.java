package dev.pennon.spring.starter;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that has nothing but the starter and a flag file.
 */
class StarterTests {

	@Test
	void starterAndAFlagFileAreAllThatAnApplicationNeeds() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run()) {
			FlagClient client = context.getBean(FlagClient.class);
			assertThat(client.boolVariation("wide-layout", EvaluationContext.of("ann"), false)).isTrue();
		}
	}

	@Test
	void starterBringsNothingOptional() {
		for (String optional : new String[] { "org.springframework.boot.health.contributor.Health",
				"org.springframework.data.redis.core.RedisTemplate", "io.micrometer.core.instrument.MeterRegistry",
				"jakarta.validation.Validator", "com.fasterxml.jackson.databind.ObjectMapper" }) {
			assertThat(ClassUtils.isPresent(optional, getClass().getClassLoader())).as(optional).isFalse();
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
