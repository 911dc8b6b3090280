/**
 * Backups: where they go, when they are made, what was made, and how a vault comes back from one.
 * How the file itself is built is in {@link org.holdfast.domain.backup.file}.
 */
@NullMarked
package org.holdfast.domain.backup;

import org.jspecify.annotations.NullMarked;
