/** Tests of syslog. */
@NullMarked
package org.holdfast.ejb.syslog;

import org.jspecify.annotations.NullMarked;
