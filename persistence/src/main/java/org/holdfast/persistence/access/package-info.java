/** Console users in PostgreSQL. */
@NullMarked
package org.holdfast.persistence.access;

import org.jspecify.annotations.NullMarked;
