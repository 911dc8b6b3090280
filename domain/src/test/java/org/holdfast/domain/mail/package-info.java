/** Tests of mail settings. */
@NullMarked
package org.holdfast.domain.mail;

import org.jspecify.annotations.NullMarked;
