/** Virtual wallets over REST and in the console: what is in them, and who has access. */
@NullMarked
package org.holdfast.web.wallet;

import org.jspecify.annotations.NullMarked;
