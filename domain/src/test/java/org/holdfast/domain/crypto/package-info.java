/** Holds AES-GCM and Argon2id to published vectors, and proves that every change is noticed. */
@NullMarked
package org.holdfast.domain.crypto;

import org.jspecify.annotations.NullMarked;
