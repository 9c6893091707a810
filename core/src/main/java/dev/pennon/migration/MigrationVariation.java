package dev.pennon.migration;

/**
 * The stage of a migration for some context.
 *
 * @param stage the stage
 * @param tracker collects what is seen during one operation
 */
public record MigrationVariation(MigrationStage stage, MigrationTracker tracker) {
}
