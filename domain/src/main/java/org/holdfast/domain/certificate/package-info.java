/**
 * The authority that gives endpoints their client certificates: pure functions over keys that are
 * handed in. What is trusted, stored and revoked is decided elsewhere.
 */
@NullMarked
package org.holdfast.domain.certificate;

import org.jspecify.annotations.NullMarked;
