/** Where a descriptor leads. */
@NullMarked
package org.holdfast.cli.terminal;

import org.jspecify.annotations.NullMarked;
