/** Proves what keeps requests and restores apart. */
@NullMarked
package org.holdfast.ejb.rootoftrust;

import org.jspecify.annotations.NullMarked;
