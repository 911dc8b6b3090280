/** Tests of the sealed audit trail. */
@NullMarked
package org.holdfast.ejb.audit;

import org.jspecify.annotations.NullMarked;
