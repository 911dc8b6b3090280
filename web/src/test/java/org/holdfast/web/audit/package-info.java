/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.audit;

import org.jspecify.annotations.NullMarked;
