package dev.pennon.spring.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import dev.pennon.bigsegment.BigSegmentStoreObservation;
import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of the big segment store: whether it is available and stale and since when, the
 * age of its data and its last error. Reports what the last poll has seen and asks
 * nobody.
 */
public class BigSegmentStoreHealthIndicator extends AbstractHealthIndicator {

	private final BigSegmentStoreStatusProvider provider;

	private final Function<BigSegmentStoreCondition, Status> mapping;

	private final InstantSource clock;

	/**
	 * Creates an indicator.
	 * @param provider knows what the last poll has seen
	 * @param mapping the health status for each condition
	 * @param clock tells how old the data is
	 */
	public BigSegmentStoreHealthIndicator(BigSegmentStoreStatusProvider provider,
			Function<BigSegmentStoreCondition, Status> mapping, InstantSource clock) {
		super("The health of the big segment store could not be told");
		this.provider = provider;
		this.mapping = mapping;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		BigSegmentStoreObservation observation = this.provider.lastObservation();
		BigSegmentStoreStatus status = (observation != null) ? observation.status() : this.provider.lastStatus();
		BigSegmentStoreCondition condition = condition(status);
		builder.status(this.mapping.apply(condition)).withDetail("state", condition);
		if (status != null) {
			builder.withDetail("available", status.available()).withDetail("stale", status.stale());
		}
		if (observation != null) {
			describe(builder, observation);
		}
	}

	private static BigSegmentStoreCondition condition(@Nullable BigSegmentStoreStatus status) {
		if (status == null) {
			return BigSegmentStoreCondition.INITIALIZING;
		}
		if (!status.available()) {
			return BigSegmentStoreCondition.UNAVAILABLE;
		}
		return status.stale() ? BigSegmentStoreCondition.STALE : BigSegmentStoreCondition.VALID;
	}

	private void describe(Health.Builder builder, BigSegmentStoreObservation observation) {
		builder.withDetail("since", seconds(observation.since()));
		Instant lastUpdate = observation.lastUpToDate();
		if (lastUpdate != null) {
			Duration age = Duration.between(lastUpdate, this.clock.instant()).truncatedTo(ChronoUnit.SECONDS);
			builder.withDetail("lastUpdate", seconds(lastUpdate)).withDetail("ageOfData", age.toString());
		}
		String lastError = observation.lastError();
		if (lastError != null) {
			builder.withDetail("lastError", lastError);
		}
	}

	private static String seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
