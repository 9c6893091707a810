package dev.pennon.datasource;

/**
 * Receives flags from somewhere and pushes them into a {@link DataSourceUpdateSink},
 * which it is given by its constructor. It reports each change of its state to the sink.
 */
public interface UpdateProcessor extends BackgroundOperation {

	/**
	 * Returns whether a full set of data has been received and stored, since whenever.
	 * @return whether there is data
	 */
	boolean isInitialized();

}
