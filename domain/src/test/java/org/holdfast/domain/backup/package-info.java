/** Proves when backups are made, and what they and their destinations are called. */
@NullMarked
package org.holdfast.domain.backup;

import org.jspecify.annotations.NullMarked;
