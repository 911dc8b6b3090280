/** Tests of the vault's life cycle. */
@NullMarked
package org.holdfast.ejb.system;

import org.jspecify.annotations.NullMarked;
