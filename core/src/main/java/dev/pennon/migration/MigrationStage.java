package dev.pennon.migration;

import org.jspecify.annotations.Nullable;

/**
 * How far a migration has come. A flag steers it: its variations are these stages by
 * their {@linkplain #value values}.
 */
public enum MigrationStage {

	/** Only the old system is used. */
	OFF("off"),

	/** Both are written, the old one first; the old one is read. */
	DUAL_WRITE("dualwrite"),

	/** Both are written and read; the old one has the say. */
	SHADOW("shadow"),

	/** Both are written and read; the new one has the say. */
	LIVE("live"),

	/** Both are written, the new one first; the new one is read. */
	RAMP_DOWN("rampdown"),

	/** Only the new system is used. */
	COMPLETE("complete");

	private final String value;

	MigrationStage(String value) {
		this.value = value;
	}

	/**
	 * Returns the text that stands for this stage in a flag.
	 * @return the value of the variation
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns the stage that a text stands for.
	 * @param value the value of a variation
	 * @return the stage, or null if it is none
	 */
	public static @Nullable MigrationStage of(@Nullable String value) {
		for (MigrationStage stage : values()) {
			if (stage.value.equals(value)) {
				return stage;
			}
		}
		return null;
	}

	/**
	 * Returns which system has the say, for reads as for writes.
	 * @return the old one up to {@link #SHADOW}, then the new one
	 */
	public MigrationOrigin authority() {
		return (compareTo(SHADOW) <= 0) ? MigrationOrigin.OLD : MigrationOrigin.NEW;
	}

	/**
	 * Returns whether both systems are asked.
	 * @param operation what is to be done
	 * @return whether the one without the say is used as well
	 */
	public boolean usesBoth(MigrationOperation operation) {
		return switch (this) {
			case OFF, COMPLETE -> false;
			case DUAL_WRITE, RAMP_DOWN -> operation == MigrationOperation.WRITE;
			case SHADOW, LIVE -> true;
		};
	}

}
