/** Messages for syslog receivers. */
@NullMarked
package org.holdfast.domain.syslog;

import org.jspecify.annotations.NullMarked;
