/** Proves the rules for user names, passwords and failed sign-ins. */
@NullMarked
package org.holdfast.domain.access;

import org.jspecify.annotations.NullMarked;
