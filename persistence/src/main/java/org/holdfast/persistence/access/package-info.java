/** Console users, endpoints, endpoint groups, virtual wallets and grants in PostgreSQL. */
@NullMarked
package org.holdfast.persistence.access;

import org.jspecify.annotations.NullMarked;
