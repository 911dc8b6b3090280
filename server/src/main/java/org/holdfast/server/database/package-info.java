/** The database: PostgreSQL of our own under the home folder, or one the operator names. */
@NullMarked
package org.holdfast.server.database;

import org.jspecify.annotations.NullMarked;
