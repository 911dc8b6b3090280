/** Alerts and what raises them, in SQL. */
@NullMarked
package org.holdfast.persistence.alert;

import org.jspecify.annotations.NullMarked;
