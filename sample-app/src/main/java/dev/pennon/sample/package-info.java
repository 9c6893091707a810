/**
 * Harbor Roast, a web shop for coffee that lives on its flags.
 */
@NullMarked
package dev.pennon.sample;

import org.jspecify.annotations.NullMarked;
