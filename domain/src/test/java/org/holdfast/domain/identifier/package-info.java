/** Proves that identifiers rise, whatever the clock and the threads do. */
@NullMarked
package org.holdfast.domain.identifier;

import org.jspecify.annotations.NullMarked;
