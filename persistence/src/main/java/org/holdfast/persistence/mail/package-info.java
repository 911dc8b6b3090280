/** The mail server, in SQL. */
@NullMarked
package org.holdfast.persistence.mail;

import org.jspecify.annotations.NullMarked;
