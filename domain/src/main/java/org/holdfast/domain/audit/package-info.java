/** The audit trail: who did what, when, with what outcome; rows are only ever added. */
@NullMarked
package org.holdfast.domain.audit;

import org.jspecify.annotations.NullMarked;
