/**
 * Holds the dependency table of the design, and the rules for secrets, over all modules' classes.
 */
@NullMarked
package org.holdfast.architecture;

import org.jspecify.annotations.NullMarked;
