/** Proving who somebody is: passwords, the delay after failures, bearer tokens. */
@NullMarked
package org.holdfast.ejb.access;

import org.jspecify.annotations.NullMarked;
