/** Proves the bounds of pages. */
@NullMarked
package org.holdfast.domain.page;

import org.jspecify.annotations.NullMarked;
