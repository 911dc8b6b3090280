/** {@code holdfast backup}: backups, where they go, when they are made, and restores. */
@NullMarked
package org.holdfast.cli.backup;

import org.jspecify.annotations.NullMarked;
