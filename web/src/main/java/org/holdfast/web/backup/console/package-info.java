/** The console's pages for backups and restores, and the tile on Home. */
@NullMarked
package org.holdfast.web.backup.console;

import org.jspecify.annotations.NullMarked;
