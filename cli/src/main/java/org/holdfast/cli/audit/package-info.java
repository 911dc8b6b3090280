/** {@code holdfast audit}: the audit trail (B11). */
@NullMarked
package org.holdfast.cli.audit;

import org.jspecify.annotations.NullMarked;
