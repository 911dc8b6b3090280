/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.object;

import org.jspecify.annotations.NullMarked;
