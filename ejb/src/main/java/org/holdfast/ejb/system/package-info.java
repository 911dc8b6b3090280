/** The state of the vault as a whole. */
@NullMarked
package org.holdfast.ejb.system;

import org.jspecify.annotations.NullMarked;
