/** Virtual wallets over REST: what is in them, and who has access. */
@NullMarked
package org.holdfast.web.wallet;

import org.jspecify.annotations.NullMarked;
