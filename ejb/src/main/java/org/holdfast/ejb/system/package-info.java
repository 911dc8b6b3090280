/** The vault as a whole: how it starts and recovers by itself, and how it is. */
@NullMarked
package org.holdfast.ejb.system;

import org.jspecify.annotations.NullMarked;
