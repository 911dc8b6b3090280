/**
 * The backup file: what anybody may read (the manifest), and the rows of the tables, compressed and
 * encrypted in chunks. Its form is written down in the decision record about backups.
 */
@NullMarked
package org.holdfast.domain.backup.file;

import org.jspecify.annotations.NullMarked;
