/** Proves that wallets open with the right protector alone, and that the vault zeroes its keys. */
@NullMarked
package org.holdfast.domain.wallet;

import org.jspecify.annotations.NullMarked;
