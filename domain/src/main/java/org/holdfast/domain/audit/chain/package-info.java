/** The hash chain over the audit trail: segments, checkpoints, tombstones, and their proof. */
@NullMarked
package org.holdfast.domain.audit.chain;

import org.jspecify.annotations.NullMarked;
