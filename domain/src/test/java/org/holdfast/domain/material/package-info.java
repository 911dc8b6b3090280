/** Proves what is taken, refused, made and done with keys and certificates. */
@NullMarked
package org.holdfast.domain.material;

import org.jspecify.annotations.NullMarked;
