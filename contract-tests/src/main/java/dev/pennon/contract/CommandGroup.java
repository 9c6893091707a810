package dev.pennon.contract;

import java.util.List;

/**
 * Commands about one thing. The service finds every bean of this type.
 */
interface CommandGroup {

	/**
	 * Returns the commands of this group.
	 * @return one handler for each
	 */
	List<CommandHandler<?>> handlers();

}
