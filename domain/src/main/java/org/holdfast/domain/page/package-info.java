/** One page of a longer list, and what was asked for. */
@NullMarked
package org.holdfast.domain.page;

import org.jspecify.annotations.NullMarked;
