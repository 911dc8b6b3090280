/** Tests of alerts over REST. */
@NullMarked
package org.holdfast.web.alert;

import org.jspecify.annotations.NullMarked;
