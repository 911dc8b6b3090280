/** Holds the error catalogue to its form. */
@NullMarked
package org.holdfast.domain.error;

import org.jspecify.annotations.NullMarked;
