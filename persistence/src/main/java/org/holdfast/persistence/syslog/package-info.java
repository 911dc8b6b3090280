/** Syslog receivers in PostgreSQL. */
@NullMarked
package org.holdfast.persistence.syslog;

import org.jspecify.annotations.NullMarked;
