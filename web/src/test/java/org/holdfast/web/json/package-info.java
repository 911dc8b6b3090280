/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.json;

import org.jspecify.annotations.NullMarked;
