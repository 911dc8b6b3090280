/** Syslog receivers over REST and in the console. */
@NullMarked
package org.holdfast.web.syslog;

import org.jspecify.annotations.NullMarked;
