/**
 * Secrets as closeable objects: copied in, zeroed on close, never a {@code String}, never printed.
 * Whoever reads the content of one names {@link org.holdfast.domain.secret.SecretAccess}, so one
 * search lists every such place.
 */
@NullMarked
package org.holdfast.domain.secret;

import org.jspecify.annotations.NullMarked;
