/** Turns what the container throws into coded failures, in one place. */
@NullMarked
package org.holdfast.ejb.error;

import org.jspecify.annotations.NullMarked;
