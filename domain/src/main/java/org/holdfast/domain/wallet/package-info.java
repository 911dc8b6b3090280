/**
 * The wallet with the master keys, the wallet password that opens it, and what protects that: the
 * recovery passphrase or an HSM. Each form in which they lie on disk is one class here.
 */
@NullMarked
package org.holdfast.domain.wallet;

import org.jspecify.annotations.NullMarked;
