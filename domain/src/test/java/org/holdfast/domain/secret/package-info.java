/** Proves that secrets are copied in and out, zeroed, and refused once closed. */
@NullMarked
package org.holdfast.domain.secret;

import org.jspecify.annotations.NullMarked;
