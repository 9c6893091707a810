package dev.pennon.event;

import java.util.Locale;

/**
 * The kinds of events that the events service knows.
 */
public enum EventKind {

	/** A context was seen for the first time. */
	INDEX,

	/** An application said that there is a context. */
	IDENTIFY,

	/** One evaluation of a flag that is tracked. */
	FEATURE,

	/** One evaluation of a flag that is being debugged. */
	DEBUG,

	/** An application tracked something. */
	CUSTOM,

	/** An operation of a migration. */
	MIGRATION_OP,

	/** How often each variation was evaluated. */
	SUMMARY;

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
