/** Alerts and Configure Alerts, over REST and in the console (S80-S83). */
@NullMarked
package org.holdfast.web.alert;

import org.jspecify.annotations.NullMarked;
