/** The audit trail over REST and in the console. */
@NullMarked
package org.holdfast.web.audit;

import org.jspecify.annotations.NullMarked;
