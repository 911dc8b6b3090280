@NullMarked
package org.holdfast.domain.syslog;

import org.jspecify.annotations.NullMarked;
