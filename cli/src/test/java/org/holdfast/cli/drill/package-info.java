/** Tests of the drill, as far as they need no server. */
@NullMarked
package org.holdfast.cli.drill;

import org.jspecify.annotations.NullMarked;
