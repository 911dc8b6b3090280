/**
 * Security objects in PostgreSQL: rows are added to the vault schema, read through the projections
 * in the node schema.
 */
@NullMarked
package org.holdfast.persistence.object;

import org.jspecify.annotations.NullMarked;
