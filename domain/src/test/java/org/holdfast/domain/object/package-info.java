/** Proves that sealed material opens in its own place alone, and what may be stored. */
@NullMarked
package org.holdfast.domain.object;

import org.jspecify.annotations.NullMarked;
