/**
 * What leaves the process: events about evaluations, and who delivers them. For authors
 * of plug-ins; application authors set an {@link dev.pennon.event.EventsConfiguration}.
 */
@NullMarked
package dev.pennon.event;

import org.jspecify.annotations.NullMarked;
