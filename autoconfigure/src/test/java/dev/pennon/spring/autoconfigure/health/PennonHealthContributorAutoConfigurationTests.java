package dev.pennon.spring.autoconfigure.health;

import dev.pennon.FlagClient;
import dev.pennon.spring.autoconfigure.PennonAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PennonHealthContributorAutoConfiguration}.
 */
class PennonHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PennonAutoConfiguration.class, PennonHealthContributorAutoConfiguration.class));

	@Test
	void compositeHasAPartForEachThingThatCanFail() {
		this.runner.run((context) -> assertThat(
				context.getBean("pennonHealthContributor", CompositeHealthContributor.class).stream())
			.extracting(HealthContributors.Entry::name)
			.containsExactly("dataSource", "featureStore"));
	}

	@Test
	void propertyTurnsItOff() {
		this.runner.withPropertyValues("management.health.pennon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pennonHealthContributor"));
	}

	@Test
	void disabledClientHasNoHealth() {
		this.runner.withPropertyValues("pennon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pennonHealthContributor"));
	}

	@Test
	void contributorOfTheApplicationIsUsed() {
		HealthIndicator own = Health.up()::build;
		this.runner.withBean("pennonHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean("pennonHealthContributor")
				.getBean(HealthIndicator.class)
				.isSameAs(own));
	}

	@Test
	void backsOffWithoutHealthOnTheClassPath() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlagClient.class)
				.doesNotHaveBean("pennonHealthContributor"));
	}

	@Test
	void mockInPlaceOfTheClientLetsTheApplicationStart() {
		this.runner.withBean(FlagClient.class, () -> mock(FlagClient.class))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("pennonHealthContributor"));
	}

	@Test
	void statusNeedsAName() {
		this.runner.withPropertyValues("pennon.health.data-source.off=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo("pennon.health.data-source.off")));
	}

}
