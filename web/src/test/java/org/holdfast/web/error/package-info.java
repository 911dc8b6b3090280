/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.error;

import org.jspecify.annotations.NullMarked;
