/** Proves that the backup file gives back what was written, and notices everything else. */
@NullMarked
package org.holdfast.domain.backup.file;

import org.jspecify.annotations.NullMarked;
