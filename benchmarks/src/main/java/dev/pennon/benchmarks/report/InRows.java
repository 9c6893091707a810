package dev.pennon.benchmarks.report;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method that is a JMH benchmark: the rows of the table that it belongs to. Its
 * state has a parameter {@code row} with the name of one of them, and the name of the
 * method is that of the peer or of the floor.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InRows {

	/**
	 * Returns the rows.
	 * @return the peer's rows
	 */
	Row[] value();

}
