package dev.pennon.contract.wire;

import dev.pennon.FeatureFlagsState;

/**
 * The values of all flags.
 *
 * @param state the values, in the form that client-side SDKs read
 */
public record EvaluateAllResponse(FeatureFlagsState state) {
}
