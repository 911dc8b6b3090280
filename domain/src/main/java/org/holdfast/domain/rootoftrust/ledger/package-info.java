/** The safe-to-destroy ledger: which keys there are, and what still needs each of them (B9). */
@NullMarked
package org.holdfast.domain.rootoftrust.ledger;

import org.jspecify.annotations.NullMarked;
