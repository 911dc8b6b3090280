/** {@code holdfast wallet}: virtual wallets. */
@NullMarked
package org.holdfast.cli.wallet;

import org.jspecify.annotations.NullMarked;
