package dev.pennon.spring.redis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code RedisConnectionFactory} bean that Pennon uses as it is, in place of a
 * copy of the application's. Its time limits are then those that an evaluation may have
 * to wait for. Declare the bean with {@code defaultCandidate = false}, so that it does
 * not take the place of the application's own.
 */
@Target({ ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface PennonRedisConnectionFactory {

}
