/** Backups and restores over REST, and the page that is shown while a restore is under way. */
@NullMarked
package org.holdfast.web.backup;

import org.jspecify.annotations.NullMarked;
