/** Tests of alerts. */
@NullMarked
package org.holdfast.domain.alert;

import org.jspecify.annotations.NullMarked;
