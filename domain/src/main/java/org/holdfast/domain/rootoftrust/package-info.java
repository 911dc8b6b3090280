/**
 * The Root of Trust: its states and the transitions between them, the journal of operations that
 * change HSM, files and database together, and what an HSM failure means to the caller.
 */
@NullMarked
package org.holdfast.domain.rootoftrust;

import org.jspecify.annotations.NullMarked;
