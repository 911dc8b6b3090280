/** {@code holdfast hsm ledger} and {@code holdfast hsm rewrap}: what needs keys, and their end. */
@NullMarked
package org.holdfast.cli.ledger;

import org.jspecify.annotations.NullMarked;
