/**
 * Auto-configuration of Pennon's health. Of interest to Spring Boot only.
 */
@NullMarked
package dev.pennon.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
