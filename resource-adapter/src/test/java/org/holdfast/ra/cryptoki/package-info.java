/** What needs no token: return values and what they ask for. */
@NullMarked
package org.holdfast.ra.cryptoki;

import org.jspecify.annotations.NullMarked;
