/** Monitoring: asks all sources, keeps their alerts, and tells log, mail and syslog (S80-S83). */
@NullMarked
package org.holdfast.ejb.alert;

import org.jspecify.annotations.NullMarked;
