/**
 * Where backups go: a folder of this machine, or one behind an SSH server. The one place that
 * speaks SSH. The design is in ADR 0023.
 */
@NullMarked
package org.holdfast.ejb.backup.store;

import org.jspecify.annotations.NullMarked;
