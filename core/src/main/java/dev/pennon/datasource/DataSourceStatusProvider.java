package dev.pennon.datasource;

import java.util.function.Consumer;

/**
 * Tells the state of the data source, and its changes. Safe for use by any number of
 * threads.
 */
public interface DataSourceStatusProvider {

	/**
	 * Returns the present status. Never asks the network.
	 * @return the status
	 */
	DataSourceStatus getStatus();

	/**
	 * Adds a listener for changes of the status. Changes arrive in order, on one thread
	 * of the client; a listener that throws is logged and harms nobody.
	 * @param listener given each new status
	 */
	void addListener(Consumer<DataSourceStatus> listener);

	/**
	 * Removes a listener. Has no effect on one that was not added.
	 * @param listener the listener
	 */
	void removeListener(Consumer<DataSourceStatus> listener);

}
