@NullMarked
package org.holdfast.domain.rootoftrust.ledger;

import org.jspecify.annotations.NullMarked;
