/** The mail server, over REST and in the console. */
@NullMarked
package org.holdfast.web.mail;

import org.jspecify.annotations.NullMarked;
