/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.condition;

import org.jspecify.annotations.NullMarked;
