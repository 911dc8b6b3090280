/**
 * The launcher: one process that makes the home folder, certificates and database, starts WildFly
 * with the vault in it, and stops all of it together.
 */
@NullMarked
package org.holdfast.server;

import org.jspecify.annotations.NullMarked;
