package dev.pennon.store;

/**
 * What a {@link CachingStoreWrapper} has counted since it was created. No number ever
 * falls.
 *
 * @param hits reads that the cache answered, remembered absences included
 * @param misses reads that the cache could not answer
 * @param loads questions to the database for an item, a whole kind or the initialized
 * mark
 * @param writes writes that were sent to the database; a full data set, or a batch that
 * is written back, counts once
 * @param staleAnswers reads that were answered from memory because the database could not
 * answer
 * @param unavailableFailures failures to ask the database: no connection, or no answer in
 * time
 * @param refusedWrites writes that the database did not accept
 * @param refusedReads questions that the database refused to answer: the password is
 * wrong, or the user may not ask
 * @param invalidItems reads of items that could not be understood
 * @param heals times that lost data was written back to a reachable database
 */
public record StoreStatistics(long hits, long misses, long loads, long writes, long staleAnswers,
		long unavailableFailures, long refusedWrites, long refusedReads, long invalidItems, long heals) {
}
