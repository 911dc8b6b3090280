/** Tests of the package of the same name. */
@NullMarked
package org.holdfast.web.wallet;

import org.jspecify.annotations.NullMarked;
