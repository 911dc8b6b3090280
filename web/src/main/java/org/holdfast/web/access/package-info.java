/**
 * The gate of the edge: who is asking, from where they may be sent on, which headers every answer
 * carries; sign-in, sign-out, tokens and the account page.
 */
@NullMarked
package org.holdfast.web.access;

import org.jspecify.annotations.NullMarked;
