/** The error codes and runbooks, shown by the vault itself: nothing is fetched from elsewhere. */
@NullMarked
package org.holdfast.web.help;

import org.jspecify.annotations.NullMarked;
