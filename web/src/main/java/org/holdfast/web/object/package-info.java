/** Security objects over REST and in the console. */
@NullMarked
package org.holdfast.web.object;

import org.jspecify.annotations.NullMarked;
