/**
 * The service through which the public SDK test harness drives Pennon. Read by whoever
 * adds a capability to it: it translates between the harness's protocol and the public
 * types of Pennon, and has no logic of its own.
 */
@NullMarked
package dev.pennon.contract;

import org.jspecify.annotations.NullMarked;
