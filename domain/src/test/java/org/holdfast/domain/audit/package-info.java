/** Proves what an audit event says. */
@NullMarked
package org.holdfast.domain.audit;

import org.jspecify.annotations.NullMarked;
