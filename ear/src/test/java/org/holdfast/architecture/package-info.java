/**
 * Holds the dependency table of the design, the rules for secrets, and the list of log messages,
 * over all modules' classes.
 */
@NullMarked
package org.holdfast.architecture;

import org.jspecify.annotations.NullMarked;
