package dev.pennon.contract.wire;

import java.util.List;

/**
 * What the service says about itself.
 *
 * @param name the name of the SDK
 * @param clientVersion its version
 * @param capabilities what it can do, in the harness's words
 */
public record ServiceStatus(String name, String clientVersion, List<String> capabilities) {
}
