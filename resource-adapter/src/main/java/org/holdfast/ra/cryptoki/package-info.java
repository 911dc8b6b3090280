/**
 * PKCS#11 as the adapter uses it: libraries, tokens and their login, sessions, and what each return
 * value means. Handles, mechanisms and return values are known here and nowhere else; outside, a
 * key is its {@link org.holdfast.domain.hsm.KeyRef} and a failure an {@link
 * org.holdfast.domain.hsm.HsmException}.
 */
@NullMarked
package org.holdfast.ra.cryptoki;

import org.jspecify.annotations.NullMarked;
