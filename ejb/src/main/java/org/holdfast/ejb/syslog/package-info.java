/** Forwards audit records and alerts to syslog receivers. */
@NullMarked
package org.holdfast.ejb.syslog;

import org.jspecify.annotations.NullMarked;
