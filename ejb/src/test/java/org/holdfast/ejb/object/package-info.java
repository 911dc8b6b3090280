/** Security objects: what is remembered of them. */
@NullMarked
package org.holdfast.ejb.object;

import org.jspecify.annotations.NullMarked;
