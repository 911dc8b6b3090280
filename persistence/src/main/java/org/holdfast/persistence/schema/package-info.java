/** The schema's migrations, and whether the database answers. */
@NullMarked
package org.holdfast.persistence.schema;

import org.jspecify.annotations.NullMarked;
