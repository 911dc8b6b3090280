/** Tests of the vault's words about itself and the database. */
@NullMarked
package org.holdfast.ejb.node;

import org.jspecify.annotations.NullMarked;
