/** What the repositories that speak SQL themselves have in common. */
@NullMarked
package org.holdfast.persistence.sql;

import org.jspecify.annotations.NullMarked;
