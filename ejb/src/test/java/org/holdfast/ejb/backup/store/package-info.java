/** Tests of stores on a real OpenSSH server, which other modules' tests may start too. */
@NullMarked
package org.holdfast.ejb.backup.store;

import org.jspecify.annotations.NullMarked;
