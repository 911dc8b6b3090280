/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.system;

import org.jspecify.annotations.NullMarked;
