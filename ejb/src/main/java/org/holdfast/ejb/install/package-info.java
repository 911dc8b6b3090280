/** Post-install: the first three administrators and the recovery passphrase. */
@NullMarked
package org.holdfast.ejb.install;

import org.jspecify.annotations.NullMarked;
