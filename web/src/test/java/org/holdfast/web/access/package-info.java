/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.access;

import org.jspecify.annotations.NullMarked;
