package dev.pennon.spring.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.UpdateCounts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of the source that flags come from: its state, since when, its last error, the
 * age of the data and what became of the updates. Reports what is known and asks nobody.
 */
public class DataSourceHealthIndicator extends AbstractHealthIndicator {

	private final Supplier<DataSourceStatus> status;

	private final Supplier<@Nullable UpdateCounts> counts;

	private final Function<DataSourceState, Status> mapping;

	private final InstantSource clock;

	/**
	 * Creates an indicator.
	 * @param status the present status of the source
	 * @param counts what became of the updates; null if nobody counts them
	 * @param mapping the health status for each state
	 * @param clock tells how old the data is
	 */
	public DataSourceHealthIndicator(Supplier<DataSourceStatus> status, Supplier<@Nullable UpdateCounts> counts,
			Function<DataSourceState, Status> mapping, InstantSource clock) {
		super("The health of the data source could not be told");
		this.status = status;
		this.counts = counts;
		this.mapping = mapping;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		DataSourceStatus present = this.status.get();
		builder.status(this.mapping.apply(present.state()))
			.withDetail("state", present.state())
			.withDetail("since", seconds(present.stateSince()));
		UpdateCounts updates = this.counts.get();
		if (updates != null) {
			addUpdates(builder, updates);
		}
		DataSourceErrorInfo error = present.lastError();
		if (error != null) {
			builder.withDetail("lastError", describe(error));
		}
	}

	private void addUpdates(Health.Builder builder, UpdateCounts updates) {
		Instant last = updates.lastApplied();
		if (last != null) {
			Duration age = Duration.between(last, this.clock.instant()).truncatedTo(ChronoUnit.SECONDS);
			builder.withDetail("lastUpdate", seconds(last)).withDetail("ageOfData", age.toString());
		}
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("applied", updates.applied());
		details.put("rejected", updates.rejected());
		details.put("invalid", updates.invalid());
		details.put("storeFailures", updates.storeFailures());
		builder.withDetail("updates", details);
	}

	private static Map<String, Object> describe(DataSourceErrorInfo error) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("kind", error.kind());
		if (error.statusCode() != 0) {
			details.put("statusCode", error.statusCode());
		}
		details.put("message", error.message());
		details.put("time", seconds(error.time()));
		return details;
	}

	private static String seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
