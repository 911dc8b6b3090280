/** Checks of a backup file without a vault. */
@NullMarked
package org.holdfast.cli.verify;

import org.jspecify.annotations.NullMarked;
