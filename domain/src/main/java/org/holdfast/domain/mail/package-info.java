/** Mail: through which server, and to whom. */
@NullMarked
package org.holdfast.domain.mail;

import org.jspecify.annotations.NullMarked;
