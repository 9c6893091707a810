package dev.pennon.model;

/**
 * Reads the JSON of items of one kind, one after the other.
 *
 * @param <P> the type of what the JSON of an item says
 */
interface ItemParser<P extends ItemProperties> {

	/** Reads the object that the parser is at the start of. */
	P read(String storageKey);

}
