/** Post-install over REST and in the console. */
@NullMarked
package org.holdfast.web.install;

import org.jspecify.annotations.NullMarked;
