/**
 * Auto-configuration of Pennon. An application author reads
 * {@link dev.pennon.spring.autoconfigure.PennonProperties} for the keys; everything else
 * here is for Spring Boot.
 */
@NullMarked
package dev.pennon.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
