/** Tests of syslog receivers over REST. */
@NullMarked
package org.holdfast.web.syslog;

import org.jspecify.annotations.NullMarked;
