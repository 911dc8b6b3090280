/** Mail: the server that it goes through, and what waits to be sent. */
@NullMarked
package org.holdfast.ejb.mail;

import org.jspecify.annotations.NullMarked;
