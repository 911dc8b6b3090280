/** Tests of mail. */
@NullMarked
package org.holdfast.ejb.mail;

import org.jspecify.annotations.NullMarked;
