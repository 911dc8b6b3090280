/**
 * Backups and restores: destinations, schedules, what runs by itself, and how a vault comes back
 * from a backup (S70 to S79).
 */
@NullMarked
package org.holdfast.ejb.backup;

import org.jspecify.annotations.NullMarked;
