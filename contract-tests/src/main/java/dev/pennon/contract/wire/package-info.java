/**
 * The bodies of the harness's requests and of the answers to them, each as the harness
 * names its parts. An absent property and a JSON null are the same. Read by whoever adds
 * a capability to the test service.
 */
@NullMarked
package dev.pennon.contract.wire;

import org.jspecify.annotations.NullMarked;
