/**
 * The cryptography that runs in the JVM: AES-256-GCM and Argon2id, each behind one narrow class.
 * What the HSM does is in {@code org.holdfast.domain.hsm}.
 */
@NullMarked
package org.holdfast.domain.crypto;

import org.jspecify.annotations.NullMarked;
