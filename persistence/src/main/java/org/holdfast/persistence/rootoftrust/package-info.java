/** The Root of Trust state and the operation journal in PostgreSQL. */
@NullMarked
package org.holdfast.persistence.rootoftrust;

import org.jspecify.annotations.NullMarked;
