/**
 * The PostgreSQL side of backups: snapshots of the vault's tables, tables that are loaded beside
 * those in force and take their place, and the rows of destinations, schedules and runs.
 */
@NullMarked
package org.holdfast.persistence.backup;

import org.jspecify.annotations.NullMarked;
