/** Proves how HSM credentials are read, and what they must keep to. */
@NullMarked
package org.holdfast.domain.credential;

import org.jspecify.annotations.NullMarked;
