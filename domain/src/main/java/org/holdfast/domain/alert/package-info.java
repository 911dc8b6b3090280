/** Alerts: what the vault looks after by itself, what it found, and who is told. */
@NullMarked
package org.holdfast.domain.alert;

import org.jspecify.annotations.NullMarked;
