/** The audit trail in PostgreSQL. */
@NullMarked
package org.holdfast.persistence.audit;

import org.jspecify.annotations.NullMarked;
