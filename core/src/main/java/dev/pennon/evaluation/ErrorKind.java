package dev.pennon.evaluation;

/**
 * Why an evaluation gave the caller's default instead of a variation.
 */
public enum ErrorKind {

	/** The client has not received any flags yet. */
	CLIENT_NOT_READY,

	/** There is no flag with this key. */
	FLAG_NOT_FOUND,

	/**
	 * The flag contradicts itself; for example it names a variation that it does not
	 * have.
	 */
	MALFORMED_FLAG,

	/** The context is null or invalid. */
	USER_NOT_SPECIFIED,

	/** The flag's value is not of the type that was asked for. */
	WRONG_TYPE,

	/** Something failed that should not; the log has the details. */
	EXCEPTION

}
