/** Proves the Root of Trust's transitions, its key policy, its file and its traces. */
@NullMarked
package org.holdfast.domain.rootoftrust;

import org.jspecify.annotations.NullMarked;
